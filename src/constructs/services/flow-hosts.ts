import type { Environment } from "../../environment/environment";
import { Port } from "../../environment/values";
import { gatewayPorts, infrastructurePorts, servingClouds } from "../connectivity";
import { externalEndpointsOf } from "../connectivity/external-access";
import { flowsFrom, type ClusterFlow, type ClusterPlace } from "./cluster-flows";
import type { RemoteName } from "./remote-names";

/** The host name that a service calls by one of its flows, and the remote name to which it leads. */
export interface FlowHost {
  readonly service: string;
  readonly host: string;
  readonly remoteName: string;
}

/** What the pods of a cluster reach through a listener that has another port than the thing itself, once each. */
export function remoteNames(environment: Environment, place: ClusterPlace): RemoteName[] {
  const names = flowsFrom(environment, place).flatMap((flow) => remoteName(environment, place, flow));
  return [...new Map(names.map((name) => [name.id, name])).values()];
}

/** The host names that the pods of a cluster use on the way out. */
export function flowHosts(environment: Environment, place: ClusterPlace): FlowHost[] {
  const hosts = flowsFrom(environment, place).flatMap((flow) =>
    remoteName(environment, place, flow).flatMap(({ id, host }): FlowHost[] =>
      host === undefined ? [] : [{ service: flow.service.id, host, remoteName: id }],
    ),
  );
  return [...new Map(hosts.map((host) => [`${host.service}/${host.host}`, host])).values()];
}

function remoteName(environment: Environment, place: ClusterPlace, clusterFlow: ClusterFlow): RemoteName[] {
  const { flow, target } = clusterFlow;
  if (!target) return externalName(environment, place, flow.to.replace(/^external:/, ""));
  const { id, why, source } = clusterFlow;
  const host = target.expose?.host;
  const name = { id, ports: [infrastructurePorts.https], why, source, ...(host === undefined ? {} : { host }) };
  if (flow.exchangePort !== undefined) {
    return [{ ...name, addresses: exchangeAddresses(environment, place), listenerPort: Port.tcp(flow.exchangePort) }];
  }
  const clouds = target.expose ? servingClouds(environment, place.cloud, target) : [];
  if (clouds.length === 0) return [];
  const addresses = clouds.map((cloud) => environment.loadBalancerAddress(cloud, `${target.zone}-ingress`));
  return [{ ...name, addresses, listenerPort: gatewayPorts.exchange.port }];
}

/** What the pods of a cluster call an external endpoint that they reach through the exchange; none where the way is straight. */
export function externalName(environment: Environment, place: ClusterPlace, endpointId: string): RemoteName[] {
  return externalEndpointsOf(environment, place.cloud).flatMap(({ endpoint, index }) => {
    const { id, host, ports, access, exchangePort } = endpoint;
    if (endpointId !== id || access[place.zone] !== "exchange" || exchangePort === undefined) return [];
    return [
      {
        id: `external-${id}`,
        ports,
        addresses: exchangeAddresses(environment, place),
        listenerPort: Port.tcp(exchangePort),
        why: `flow external ${id}`,
        source: ["externalEndpoints", index],
        ...(host === undefined ? {} : { host }),
      },
    ];
  });
}

function exchangeAddresses(environment: Environment, { cloud, zone }: ClusterPlace) {
  return [environment.addressSeenFrom(cloud, zone, "exchange")];
}
