import type { Environment } from "../../environment/environment";
import { Cidr } from "../../environment/values";
import { subnetPeer } from "../network/peers";
import type { Connection } from "./connection";
import { exchangeOf } from "./cross-cloud-endpoints";
import { outsideEndpoint, roleEndpoint, type OutsideEndpoint } from "./endpoint";
import { exchangeListeners, SITES_LISTENER_PORT } from "./exchange-listeners";
import { infrastructurePorts as ports } from "./infrastructure-ports";

const GATEWAY = roleEndpoint("exchange", "gateway");

/**
 * What the gateway machines of a cloud need: the tunnels, and what leaves and enters them. A security group judges forwarded
 * packets as the machine's own. VPN as a service has no machine, and so no security group.
 */
export function gatewayConnections(environment: Environment, cloud: string): Connection[] {
  const { gateways, zones } = environment.cloud(cloud);
  if (gateways.kind === "vpnaas" || !zones.exchange.subnets.some(({ role }) => role === "gateway")) return [];
  const path = ["clouds", cloud, "gateways"];
  return [
    ...tunnels(environment, cloud, path),
    ...forwardedFromSites(environment, cloud),
    ...forwardedOverLinks(environment, cloud),
    ...(gateways.virtualAddress === undefined
      ? []
      : [{ from: GATEWAY, to: GATEWAY, port: ports.vrrp, why: "infrastructure keepalived", path }]),
  ];
}

/** IKE, and ESP in UDP: behind address translation ESP never travels by itself. */
function tunnels(environment: Environment, cloud: string, path: Connection["path"]): Connection[] {
  const sites = outsideEndpoint(
    "site",
    environment.sites.flatMap(({ id, peerAddress }) =>
      peerAddress === undefined ? [] : [{ key: id, cidr: Cidr.ofAddress(peerAddress) }],
    ),
  );
  const gateways = environment.otherClouds(cloud).map((other) =>
    outsideEndpoint(
      `gateway-${other}`,
      environment.cloud(other).gateways.publicAddresses.map((address, index) => ({
        key: String(index + 1),
        cidr: Cidr.ofAddress(address),
      })),
    ),
  );
  return [sites, ...gateways]
    .filter(({ blocks }) => blocks.length > 0)
    .flatMap((peer) =>
      [ports.ike, ports.natTraversal].flatMap((port) => [
        { from: peer, to: GATEWAY, port, why: "infrastructure ipsec", path },
        { from: GATEWAY, to: peer, port, why: "infrastructure ipsec", path },
      ]),
    );
}

/**
 * What sites send leaves the gateway towards the exchange's load balancer, whose access list names the sites themselves; so
 * the load balancer stands here as an address alone, and is opened to nobody.
 */
function forwardedFromSites(environment: Environment, cloud: string): Connection[] {
  return exchangeListeners(environment, cloud)
    .filter(({ port }) => port.equals(SITES_LISTENER_PORT))
    .map(({ port, why, path }) => ({ from: GATEWAY, to: exchangeOf(environment, cloud), port, why, path }));
}

/** What one exchange sends to the other over IPsec: from the proxies into the tunnel, and out of it to the load balancer. */
function forwardedOverLinks(environment: Environment, cloud: string): Connection[] {
  if (!environment.specification.links.some(({ kind }) => kind === "ipsec")) return [];
  const leaving = exchangeListeners(environment, cloud)
    .filter(({ target }) => target.kind === "exchange")
    .flatMap(({ port, why, path }): Connection[] => [
      { from: proxiesOf(environment, cloud), to: GATEWAY, port, why, path },
    ]);
  const arriving = environment
    .otherClouds(cloud)
    .flatMap((other) => exchangeListeners(environment, other))
    .filter(({ target }) => target.kind === "exchange" && target.cloud === cloud)
    .map(({ port, why, path }) => ({ from: GATEWAY, to: exchangeOf(environment, cloud), port, why, path }));
  return [...leaving, ...arriving];
}

/** The proxies as addresses: their own rules name the other exchange, not the gateway on the way. */
function proxiesOf(environment: Environment, cloud: string): OutsideEndpoint {
  const subnets = environment.plan.subnetsOf(cloud, "exchange", "exchange-proxy");
  const { id, blocks } = subnetPeer("exchange", "exchange-proxy", subnets);
  return outsideEndpoint(id, blocks);
}
