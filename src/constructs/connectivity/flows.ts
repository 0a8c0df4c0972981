import type { Environment } from "../../environment/environment";
import { CLUSTER_ZONES } from "../../environment/schema/names";
import { Cidr, Port } from "../../environment/values";
import { subnetPeer } from "../network/peers";
import { clientExposure } from "./audiences";
import type { Connection } from "./connection";
import { exchangeOf, ingressOf } from "./cross-cloud-endpoints";
import { loadBalancerEndpoint, outsideEndpoint, roleEndpoint, type Endpoint } from "./endpoint";
import { exchangeListeners, flowId, SITES_LISTENER_PORT, type ExchangeListener } from "./exchange-listeners";
import { externalConnections, externalPeer } from "./external-access";
import { gatewayPorts } from "./infrastructure-ports";
import { isPlaced, servingClouds } from "./placement";

/** What the declared flows open in one cloud, hop by hop. */
export function flowConnections(environment: Environment, cloud: string): Connection[] {
  return [
    ...exposures(environment, cloud),
    ...serviceFlows(environment, cloud),
    ...exchangeHops(environment, cloud),
    ...crossCloudFlows(environment, cloud),
  ];
}

/** Who may reach the gateways: the public in the internet zone, the sites in the medical one. */
function exposures(environment: Environment, cloud: string): Connection[] {
  const { port } = gatewayPorts.clients;
  const connections: Connection[] = [];
  const publicExposure = clientExposure(environment, cloud, "internet");
  if (publicExposure && environment.clusterIn(cloud, "internet")?.publicIngress) {
    connections.push({
      from: outsideEndpoint("public", [{ key: "any", cidr: Cidr.parse("0.0.0.0/0") }]),
      to: loadBalancerEndpoint("internet-ingress"),
      port,
      why: "flow public to the internet gateway",
      path: publicExposure,
    });
  }
  if (clientExposure(environment, cloud, "medical") && environment.clusterIn(cloud, "medical")) {
    connections.push(
      {
        from: supernets(environment, "line"),
        to: loadBalancerEndpoint("medical-ingress"),
        port,
        why: "flow sites to the medical gateway",
        path: ["sites", "supernets"],
      },
      {
        from: supernets(environment, "ipsec"),
        to: loadBalancerEndpoint("exchange"),
        port: SITES_LISTENER_PORT,
        why: "flow sites to the medical gateway",
        path: ["sites", "supernets"],
      },
    );
  }
  return connections.filter(({ from }) => from.kind !== "outside" || from.blocks.length > 0);
}

function supernets(environment: Environment, access: "line" | "ipsec"): Endpoint {
  const blocks = environment.specification.sites.supernets.filter((supernet) => supernet.access === access);
  return outsideEndpoint(
    `sites-${access}`,
    blocks.map(({ cidr }) => ({ key: cidr.key, cidr })),
  );
}

/** From a service's nodes to the exchange, to an external endpoint, or to the other cloud's gateway of the same zone. */
function serviceFlows(environment: Environment, cloud: string): Connection[] {
  return environment.specification.services.flatMap((service, serviceIndex) => {
    if (!isPlaced(service, cloud)) return [];
    const from = roleEndpoint(service.zone, "worker");
    return service.flows.flatMap((flow, flowIndex): Connection[] => {
      const reason = { why: `flow ${flowId(service, flow)}`, path: ["services", serviceIndex, "flows", flowIndex] };
      if (flow.to.startsWith("external:")) {
        const id = flow.to.slice("external:".length);
        return externalConnections(environment, cloud, service.zone, from, (endpoint) => endpoint.id === id, reason);
      }
      if (flow.via === "exchange" && flow.exchangePort !== undefined) {
        return [{ from, to: loadBalancerEndpoint("exchange"), port: Port.tcp(flow.exchangePort), ...reason }];
      }
      const target = environment.serviceOf(flow.to);
      // In one cluster pods meet inside the encrypted overlay; NetworkPolicies alone decide there.
      if (!target?.expose) return [];
      const { port } = gatewayPorts.exchange;
      return servingClouds(environment, cloud, target).map((other) => ({
        from,
        to: ingressOf(environment, other, target.zone),
        port,
        ...reason,
      }));
    });
  });
}

/** From the proxies to each listener's target. */
function exchangeHops(environment: Environment, cloud: string): Connection[] {
  const from = roleEndpoint("exchange", "exchange-proxy");
  return exchangeListeners(environment, cloud).flatMap((listener) =>
    listenerTargets(environment, listener).map(({ to, port }) => ({
      from,
      to,
      port,
      why: listener.why,
      path: listener.path,
    })),
  );
}

function listenerTargets(environment: Environment, listener: ExchangeListener): { to: Endpoint; port: Port }[] {
  const { target } = listener;
  switch (target.kind) {
    case "ingress":
      return [{ to: loadBalancerEndpoint(`${target.zone}-ingress`), port: gatewayPorts[target.audience].port }];
    case "exchange":
      return [{ to: exchangeOf(environment, target.cloud), port: listener.port }];
    case "external": {
      const endpoint = environment.specification.externalEndpoints.find(({ id }) => id === target.endpoint);
      return endpoint?.ports.map((port) => ({ to: externalPeer(endpoint), port })) ?? [];
    }
  }
}

/** What arrives from the other clouds: their workers at our gateways, their proxies at our exchange. */
function crossCloudFlows(environment: Environment, cloud: string): Connection[] {
  return environment
    .otherClouds(cloud)
    .flatMap((other) => [
      ...serviceFlows(environment, other).flatMap((connection) => arriving(environment, cloud, other, connection)),
      ...exchangeHops(environment, other).flatMap((connection) => arriving(environment, cloud, other, connection)),
    ]);
}

/** The same connection seen from its far end. */
function arriving(environment: Environment, cloud: string, other: string, connection: Connection): Connection[] {
  const { from, to } = connection;
  if (to.kind !== "outside" || from.kind !== "role") return [];
  const here =
    to.id === exchangeOf(environment, cloud).id
      ? loadBalancerEndpoint("exchange")
      : CLUSTER_ZONES.filter((zone) => to.id === ingressOf(environment, cloud, zone).id).map((zone) =>
          loadBalancerEndpoint(`${zone}-ingress`),
        )[0];
  if (!here) return [];
  const { id, blocks } = subnetPeer(from.zone, from.role, environment.plan.subnetsOf(other, from.zone, from.role));
  return [{ ...connection, from: outsideEndpoint(`${other}-${id}`, blocks), to: here }];
}
