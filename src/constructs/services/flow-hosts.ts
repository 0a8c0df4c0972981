import type { Environment } from "../../environment/environment";
import { Port, type Ipv4Address } from "../../environment/values";
import { infrastructurePorts, isPlaced } from "../connectivity";
import { externalEndpointsOf } from "../connectivity/external-access";
import { flowsFrom, type ClusterFlow, type ClusterPlace } from "./cluster-flows";
import type { ExchangeName } from "./exchange-names";

/** Where a flow's host name leads: to a name of the exchange, or to the gateway of another cloud. */
export type FlowHost = { readonly service: string; readonly host: string } & (
  | { readonly kind: "exchange"; readonly exchangeName: string }
  | { readonly kind: "gateway"; readonly address: Ipv4Address }
);

/** What the pods of a cluster reach through the exchange, once for each of its listeners that a flow needs. */
export function exchangeNames(environment: Environment, place: ClusterPlace): ExchangeName[] {
  const names = flowsFrom(environment, place).flatMap((flow) => exchangeName(environment, place, flow));
  return [...new Map(names.map((name) => [name.id, name])).values()];
}

/** The host names that the pods of a cluster use on the way out, and where each leads. */
export function flowHosts(environment: Environment, place: ClusterPlace): FlowHost[] {
  const hosts = flowsFrom(environment, place).flatMap((flow): FlowHost[] => {
    const service = flow.service.id;
    const [name] = exchangeName(environment, place, flow);
    if (name) {
      return name.host === undefined ? [] : [{ service, host: name.host, kind: "exchange", exchangeName: name.id }];
    }
    const { target, staysInside } = flow;
    const host = target?.expose?.host;
    if (!target || host === undefined || staysInside) return [];
    return environment
      .otherClouds(place.cloud)
      .filter((cloud) => isPlaced(target, cloud))
      .slice(0, 1)
      .map((cloud) => {
        const address = environment.loadBalancerAddress(cloud, `${target.zone}-ingress`);
        return { service, host, kind: "gateway", address };
      });
  });
  return [...new Map(hosts.map((host) => [`${host.service}/${host.host}`, host])).values()];
}

function exchangeName(environment: Environment, place: ClusterPlace, clusterFlow: ClusterFlow): ExchangeName[] {
  const { id, flow, target, why, source } = clusterFlow;
  if (!target) return externalName(environment, place, flow.to);
  if (flow.exchangePort === undefined) return [];
  const listenerPort = Port.tcp(flow.exchangePort);
  const host = target.expose?.host;
  return [
    { id, ports: [infrastructurePorts.https], listenerPort, why, source, ...(host === undefined ? {} : { host }) },
  ];
}

function externalName(environment: Environment, { cloud, zone }: ClusterPlace, reference: string): ExchangeName[] {
  return externalEndpointsOf(environment, cloud).flatMap(({ endpoint, index }) => {
    const { id, host, ports, access, exchangePort } = endpoint;
    if (reference !== `external:${id}` || access[zone] !== "exchange" || exchangePort === undefined) return [];
    return [
      {
        id: `external-${id}`,
        ports,
        listenerPort: Port.tcp(exchangePort),
        why: `flow external ${id}`,
        source: ["externalEndpoints", index],
        ...(host === undefined ? {} : { host }),
      },
    ];
  });
}
