import { addressText } from "../../support/addresses";
import { takeAll } from "./lines";
import type { NetworkDraft } from "./network";
import type { Router } from "./openstack";
import { items, type TerraformJson } from "./terraform-json";

const TABLE = 100;

/**
 * Neutron's VPN as a service: IPsec policies between a local and a peer block. What matches one goes into the tunnel before any
 * route is asked, and out of it comes only what matches one.
 */
export function layOutTunnels(
  json: TerraformJson,
  network: NetworkDraft,
  routers: ReadonlyMap<string, Router>,
  blockOf: (subnet: string) => string | undefined,
): void {
  const groups = new Map(
    json.ofType("openstack_vpnaas_endpoint_group_v2").map((group) => [
      group.key,
      items(group.values.endpoints).map((endpoint) => {
        const block = blockOf(json.target(group, endpoint) ?? "") ?? endpoint;
        if (typeof block !== "string") throw new Error(`${group.key}: an endpoint of it is not known`);
        return block;
      }),
    ]),
  );
  const connections = json.ofType("openstack_vpnaas_site_connection_v2").map((connection) => ({
    service: json.required(connection, "vpnservice_id"),
    local: groups.get(json.required(connection, "local_ep_group_id")) ?? [],
    remote: groups.get(json.required(connection, "peer_ep_group_id")) ?? [],
  }));
  for (const service of json.ofType("openstack_vpnaas_service_v2")) {
    const router = routers.get(json.required(service, "router_id"));
    const own = connections.filter((connection) => connection.service === service.key);
    if (!router || own.length === 0) continue;
    const namespace = network.namespace();
    const [inside, outside] = network.join(router.namespace, namespace);
    router.namespace.routes.push(
      `route add default via ${addressText(outside.address)} dev ${inside.name} table ${TABLE}`,
    );
    namespace.routes.push(`route add default via ${addressText(inside.address)}`);
    const pairs = own.flatMap(({ local, remote }) =>
      local.flatMap((ours) => remote.map((theirs) => ({ ours, theirs }))),
    );
    for (const { ours, theirs } of pairs)
      router.namespace.routes.push(`rule add from ${ours} to ${theirs} lookup ${TABLE} priority 1000`);
    router.namespace.rules.push(`table ip policies {
  chain entering {
    type filter hook prerouting priority mangle;
    iifname != "${inside.name}" accept
    ${pairs.map(({ ours, theirs }) => `ip saddr ${theirs} ip daddr ${ours} accept`).join("\n    ")}
    drop
  }
}`);
    takeAll(namespace);
    const blocks = [...new Set(own.flatMap(({ remote }) => remote))];
    network.places.push({ kind: "tunnels", namespace: namespace.name, routers: [router.key], blocks });
  }
}
