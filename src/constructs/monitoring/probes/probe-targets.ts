import type { Environment } from "../../../environment/environment";
import type { ClusterSpecification } from "../../../environment/schema/clusters";
import type { ServiceSpecification } from "../../../environment/schema/services";
import {
  audiencesOf,
  connectionsOf,
  gatewayPorts,
  probedLinks,
  probedSites,
  type LoadBalancerEndpoint,
} from "../../connectivity";
import { servicesIn } from "../../services";
import type { ProbeModule } from "./probe-modules";

/** What is probed: the label `probe` of its series, on which alerts rely. */
export type ProbeKind = "portal" | "service" | "load-balancer" | "link" | "site";

/** One thing that a cluster asks, again and again, whether it is there. */
export interface ProbeTarget {
  readonly module: ProbeModule;
  /** A URL, `address:port`, or an address. */
  readonly target: string;
  /** The name of what is probed, by label: part of every series. */
  readonly labels: Readonly<Record<string, string>>;
  /** Host name to ask for where the target is an address. */
  readonly hostname?: string;
}

/** Everything that a cluster probes, by kind. What a cluster of another zone or cloud reaches, that one probes. */
export function probeTargets(
  environment: Environment,
  cluster: ClusterSpecification,
): Readonly<Record<ProbeKind, readonly ProbeTarget[]>> {
  return {
    portal: portals(environment, cluster),
    service: servicesIn(environment, cluster).map(({ service }) => serviceTarget(service)),
    "load-balancer": loadBalancers(environment, cluster),
    link: links(environment, cluster),
    site: probedSites(environment, cluster.cloud, cluster.zone).map(({ id, district, address }) => ({
      module: "icmp",
      target: address.toString(),
      labels: { site: id, district },
    })),
  };
}

/** Each exposed host, by the cluster's own gateway, as a client meets it: DNS may lead clients to the other cloud. */
function portals(environment: Environment, cluster: ClusterSpecification): ProbeTarget[] {
  const { cloud, zone } = cluster;
  return servicesIn(environment, cluster).flatMap(({ service }) => {
    const { expose } = service;
    if (!expose || !audiencesOf(environment, cloud, service).includes("clients")) return [];
    const address = environment.loadBalancerAddress(cloud, `${zone}-ingress`).toString();
    const { path: ready } = service.probes.readiness;
    const path = ready?.startsWith(expose.path) === true ? ready : expose.path;
    return [
      {
        module: "https",
        target: `https://${address}:${gatewayPorts.clients.port.from}${path}`,
        hostname: expose.host,
        labels: { service: service.id, namespace: service.vendor, host: expose.host },
      },
    ];
  });
}

function serviceTarget({ id, vendor, ports, probes: { readiness } }: ServiceSpecification): ProbeTarget {
  const port = ports.find(({ name }) => name === readiness.port);
  if (!port) throw new Error(`service ${id}: unknown port ${readiness.port} of its readiness probe`);
  const authority = `${id}.${vendor}.svc:${port.port}`;
  const labels = { service: id, namespace: vendor };
  return readiness.path === undefined
    ? { module: "tcp", target: authority, labels }
    : { module: "http", target: `http://${authority}${readiness.path}`, labels };
}

/** The load balancers that workers reach anyway, each at the lowest port that is open to them: so probes need no rule. */
function loadBalancers(environment: Environment, { cloud, zone }: ClusterSpecification): ProbeTarget[] {
  const ports = new Map<LoadBalancerEndpoint["name"], number>();
  for (const { from, to, port } of connectionsOf(environment, cloud)) {
    if (from.kind !== "role" || from.zone !== zone || from.role !== "worker") continue;
    if (to.kind !== "load-balancer" || port.protocol !== "tcp" || port.from === undefined) continue;
    ports.set(to.name, Math.min(port.from, ports.get(to.name) ?? port.from));
  }
  return [...ports]
    .sort(([one], [other]) => one.localeCompare(other, "en"))
    .map(([name, port]) => ({
      module: "tcp",
      target: `${environment.addressSeenFrom(cloud, zone, name).toString()}:${port}`,
      labels: { load_balancer: name },
    }));
}

/**
 * The far end of each line. Its address is reached over that line alone, so what does not answer tells which one is down. The
 * ends have the first addresses of `transferCidr`, in the order in which the YAML names their clouds.
 */
function links(environment: Environment, { cloud, zone }: ClusterSpecification): ProbeTarget[] {
  return probedLinks(environment, cloud, zone).flatMap(({ id, transferCidr, ends }) =>
    Object.keys(ends).flatMap((end, index) =>
      end === cloud
        ? []
        : [{ module: "icmp", target: transferCidr.host(index + 1).toString(), labels: { link: id, to: end } }],
    ),
  );
}
