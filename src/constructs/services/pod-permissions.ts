import type { Environment } from "../../environment/environment";
import { PLATFORM_NAMESPACES } from "../../environment/platform-namespaces";
import type { ServiceSpecification } from "../../environment/schema/services";
import { Port } from "../../environment/values";
import type { Connection } from "../connectivity";
import { flowConnections } from "../connectivity/flows";
import { BLACKBOX_EXPORTER } from "../monitoring/probes/exporter-name";
import { flowsFrom, servicesIn, type ClusterFlow, type ClusterPlace } from "./cluster-flows";
import { endpointBlocks } from "./endpoint-blocks";
import { podSelector } from "./labels";
import type { PolicyRule } from "./pod-network-policy";
import type { PodPermission } from "./service";

/** A permission, and the service whose pods get it. */
export interface ServicePermission extends PodPermission {
  readonly service: string;
}

/**
 * What the pods of a cluster may do, from the declared flows and from what monitoring asks of them. A flow that stays inside is two permissions, one at
 * each end. One that leaves is an egress to the first hop outside, the same that the security groups of the nodes permit.
 * A service that is exposed, or met from another cluster, is entered through the gateway.
 */
export function podPermissions(
  environment: Environment,
  place: ClusterPlace,
  gatewayNamespace: string,
): ServicePermission[] {
  const leaving = connectionsLeaving(environment, place);
  return mergeByFlow([
    ...flowsFrom(environment, place).flatMap((flow) =>
      flow.staysInside && flow.target
        ? insidePermissions(flow, flow.target)
        : leavingPermissions(environment, place, flow, leaving),
    ),
    ...servicesIn(environment, place).flatMap(({ service, source }) =>
      gatewayPermission(service, gatewayNamespace, [...source, "expose"]),
    ),
    ...(environment.specification.monitoring.probes
      ? servicesIn(environment, place).flatMap(({ service, source }) => probePermission(service, [...source, "probes"]))
      : []),
  ]);
}

/** Two services may be joined by a flow for each of several ports: that is one permission. */
function mergeByFlow(permissions: readonly ServicePermission[]): ServicePermission[] {
  const merged = new Map<string, ServicePermission>();
  for (const permission of permissions) {
    const key = `${permission.service}/${permission.id}`;
    const known = merged.get(key);
    merged.set(key, known ? { ...known, rules: [...known.rules, ...permission.rules] } : permission);
  }
  return [...merged.values()];
}

function insidePermissions(flow: ClusterFlow, target: ServiceSpecification): ServicePermission[] {
  const { service, why, source } = flow;
  const ports = target.ports
    .filter(({ name }) => flow.flow.port === undefined || flow.flow.port === name)
    .map(({ port }) => Port.tcp(port));
  const rule = (peer: ServiceSpecification): PolicyRule => ({
    peer: { kind: "pods", namespace: peer.vendor, labels: podSelector(peer.id) },
    ports,
  });
  return [
    { service: service.id, id: `to-${target.id}`, direction: "egress", rules: [rule(target)], why, source },
    { service: target.id, id: `from-${service.id}`, direction: "ingress", rules: [rule(service)], why, source },
  ];
}

function leavingPermissions(
  environment: Environment,
  place: ClusterPlace,
  { service, flow, why, source }: ClusterFlow,
  leaving: ReadonlyMap<string, readonly Connection[]>,
): ServicePermission[] {
  const connections = leaving.get(pathKey(source)) ?? [];
  // An external endpoint that only other clouds use: in this one the flow leads nowhere.
  if (connections.length === 0) return [];
  const rules = connections.map(({ to, port }): PolicyRule => ({
    peer: { kind: "blocks", blocks: endpointBlocks(environment, place, to) },
    ports: [port],
  }));
  const id = `to-${flow.to.replace(/^(service|external):/, "")}`;
  return [{ service: service.id, id, direction: "egress", rules, why, source }];
}

function gatewayPermission(
  service: ServiceSpecification,
  gatewayNamespace: string,
  source: PodPermission["source"],
): ServicePermission[] {
  const port = service.ports.find(({ name }) => name === service.expose?.port);
  if (!port) return [];
  const rules = [{ peer: { kind: "namespace", namespace: gatewayNamespace }, ports: [Port.tcp(port.port)] }] as const;
  return [
    { service: service.id, id: "exposed", direction: "ingress", rules, why: `flow gateway-to-${service.id}`, source },
  ];
}

/** Monitoring asks a service what the kubelet asks each of its pods: whether it takes requests. */
function probePermission(service: ServiceSpecification, source: PodPermission["source"]): ServicePermission[] {
  const port = service.ports.find(({ name }) => name === service.probes.readiness.port);
  if (!port) return [];
  const peer = {
    kind: "pods",
    namespace: PLATFORM_NAMESPACES.monitoring,
    labels: podSelector(BLACKBOX_EXPORTER),
  } as const;
  return [
    {
      service: service.id,
      id: "probed",
      direction: "ingress",
      rules: [{ peer, ports: [Port.tcp(port.port)] }],
      why: "infrastructure service probes",
      source,
    },
  ];
}

/** By the flow's path in the YAML: the first hops from the cluster's workers, as firewalls permit them. */
function connectionsLeaving(environment: Environment, { cloud, zone }: ClusterPlace): Map<string, Connection[]> {
  const byPath = new Map<string, Connection[]>();
  for (const connection of flowConnections(environment, cloud)) {
    const { from, path } = connection;
    if (from.kind !== "role" || from.zone !== zone || from.role !== "worker") continue;
    const key = pathKey(path);
    byPath.set(key, [...(byPath.get(key) ?? []), connection]);
  }
  return byPath;
}

function pathKey(path: readonly (string | number)[]): string {
  return path.join("/");
}
