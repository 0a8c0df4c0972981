import { loadBalancerName, machineGroupName } from "../../environment/cloud-names";
import type { Environment } from "../../environment/environment";
import { gatewayCertificates } from "../../environment/gateway-certificates";
import { standingGenerations } from "../../environment/generations";
import type { Zone } from "../../environment/schema/names";
import {
  exchangeListeners,
  gatewayPorts,
  type ExchangeListener,
  type ExchangeTarget,
} from "../../constructs/connectivity";
import { Exchange } from "../../constructs/exchange/exchange";
import type { ExchangeListenerProps } from "../../constructs/cloud-init";
import { recordSource } from "../../constructs/provenance";
import { ntpServersOf } from "../machine-needs";
import type { VpnStack } from "../vpn-stack";
import type { NetworkStack } from "./network-stack";

/** Clients of these zones have flows into the exchange. */
const CLIENT_ZONES: readonly Zone[] = ["medical", "internet", "management"];

/** The exchange of one cloud, its listeners taken from the declared flows. */
export function addExchange(stack: NetworkStack, environment: Environment, vpn: VpnStack): Exchange {
  const cloud = stack.cloud.id;
  const specification = environment.cloud(cloud).exchange;
  const { availabilityZone } = environment.plan.loadBalancerSubnet(cloud, "exchange");
  const ntpServers = ntpServersOf(environment, cloud, "exchange");
  const exchange = new Exchange(stack, "exchange-proxies", {
    cloud: stack.cloud,
    name: loadBalancerName(environment.name, "exchange", "exchange"),
    network: stack.network("exchange"),
    securityGroup: stack.securityGroup("exchange", "exchange-proxy"),
    address: environment.loadBalancerAddress(cloud, "exchange"),
    availabilityZone,
    listeners: exchangeListeners(environment, cloud).map((listener) =>
      proxyListener(environment, cloud, listener, vpn),
    ),
    machines: specification.machines,
    generations: standingGenerations(specification).map((generation) => ({
      generation,
      name: machineGroupName(environment.name, "exchange", "proxy", generation),
    })),
    flavor: specification.flavor,
    diskGiB: specification.diskGiB,
    ntpServers,
  });
  recordSource(exchange, ["clouds", cloud, "exchange"]);
  for (const zone of CLIENT_ZONES) {
    const address = environment.endpointAddress(cloud, zone, "exchange");
    if (address) exchange.loadBalancer.exposeTo(stack.network(zone), { address });
  }
  return exchange;
}

function proxyListener(
  environment: Environment,
  cloud: string,
  listener: ExchangeListener,
  vpn: VpnStack,
): ExchangeListenerProps {
  const common = {
    id: listener.id,
    port: listener.port.from,
    // The proxies see their load balancer; whom that admits stands in its access lists.
    sourceCidrs: environment.plan.subnetsOf(cloud, "exchange", "load-balancer").map(({ cidr }) => cidr),
    servers: serversOf(environment, cloud, listener),
  };
  const { serverName, tls, target } = listener;
  // Where the target runs in the other cloud alone, that cloud's proxies end TLS: these only pass it on to them.
  if (tls === "passthrough" || target.kind === "exchange")
    return { ...common, mode: "passthrough", ...(serverName && { serverName }) };

  const caCertificate = authorityBehind(environment, target, vpn);
  // A rule of the loader has asked for both.
  if (serverName === undefined || caCertificate === undefined) {
    throw new Error(
      `exchange listener ${listener.id}: tls reencrypt needs a host name and servicesCertificateAuthority`,
    );
  }
  return {
    ...common,
    mode: "reencrypt",
    serverName,
    caCertificate,
    ...vpn.exchangeCertificate(listener.id, serverName),
  };
}

/** By what the proxies check the gateway behind them: the environment's own authority, or the one that the YAML names. */
function authorityBehind(environment: Environment, target: ExchangeTarget, vpn: VpnStack): string | undefined {
  const { specification } = environment;
  if (target.kind === "ingress" && gatewayCertificates(specification, target.zone).kind === "authority") {
    return vpn.servicesAuthority;
  }
  return specification.servicesCertificateAuthority;
}

function serversOf(environment: Environment, cloud: string, listener: ExchangeListener) {
  const { target } = listener;
  switch (target.kind) {
    case "ingress": {
      const address = environment.addressSeenFrom(cloud, "exchange", `${target.zone}-ingress`);
      return [{ name: target.cloud, address, port: gatewayPorts[target.audience].port.from }];
    }
    case "exchange":
      return [
        {
          name: target.cloud,
          address: environment.loadBalancerAddress(target.cloud, "exchange"),
          port: listener.port.from,
        },
      ];
    case "external": {
      const endpoint = environment.specification.externalEndpoints.find(({ id }) => id === target.endpoint);
      const port = endpoint?.ports[0]?.from;
      if (!endpoint || port === undefined) return [];
      return endpoint.addresses.map((cidr) => ({ name: cidr.key, address: cidr.first, port }));
    }
  }
}
