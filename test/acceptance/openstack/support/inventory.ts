import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { OpenstackApi, Service } from "./api";

const named = z.looseObject({ id: z.string(), name: z.string() });

const server = named.extend({
  status: z.string(),
  "OS-EXT-AZ:availability_zone": z.string(),
  "OS-EXT-SRV-ATTR:host": z.string().nullable(),
  flavor: z.looseObject({ original_name: z.string() }),
});

const serverGroup = named.extend({ policy: z.string(), members: z.array(z.string()) });

const port = named.extend({
  network_id: z.string(),
  device_owner: z.string(),
  device_id: z.string(),
  security_groups: z.array(z.string()),
  fixed_ips: z.array(z.object({ subnet_id: z.string(), ip_address: z.string() })),
});

const loadBalancer = named.extend({
  provisioning_status: z.string(),
  operating_status: z.string(),
  vip_port_id: z.string(),
});

const pool = named.extend({
  provisioning_status: z.string(),
  members: z.array(z.object({ id: z.string() })),
});

const member = named.extend({
  provisioning_status: z.string(),
  operating_status: z.string(),
  address: z.string(),
});

const connection = named.extend({ status: z.string(), peer_address: z.string() });

const floatingAddress = z.looseObject({
  id: z.string(),
  floating_ip_address: z.string(),
  port_id: z.string().nullable(),
});

export type Server = z.output<typeof server>;
export type ServerGroup = z.output<typeof serverGroup>;
export type Port = z.output<typeof port>;
export type LoadBalancer = z.output<typeof loadBalancer>;
export type Pool = z.output<typeof pool> & { readonly memberList: readonly z.output<typeof member>[] };
export type Named = z.output<typeof named>;

/** What the APIs say stands in the platform's project. */
export interface Inventory {
  readonly servers: readonly Server[];
  readonly serverGroups: readonly ServerGroup[];
  readonly networks: readonly Named[];
  readonly subnets: readonly Named[];
  readonly ports: readonly Port[];
  readonly securityGroups: readonly Named[];
  readonly loadBalancers: readonly LoadBalancer[];
  readonly pools: readonly Pool[];
  readonly connections: readonly z.output<typeof connection>[];
  readonly floatingAddresses: readonly z.output<typeof floatingAddress>[];
}

/** @param api of the administrator, who alone sees on which host an instance runs. */
export async function readInventory(api: OpenstackApi, projectId: string): Promise<Inventory> {
  const owned = `?project_id=${projectId}`;
  const pools = await api.list("load-balancer", `/lbaas/pools${owned}`, "pools", pool);
  return {
    servers: await api.list("compute", `/servers/detail?all_tenants=1&project_id=${projectId}`, "servers", server),
    serverGroups: await serverGroups(api, projectId),
    networks: await api.list("network", `/networks${owned}`, "networks", named),
    subnets: await api.list("network", `/subnets${owned}`, "subnets", named),
    ports: await api.list("network", `/ports${owned}`, "ports", port),
    securityGroups: await api.list("network", `/security-groups${owned}`, "security_groups", named),
    loadBalancers: await api.list("load-balancer", `/lbaas/loadbalancers${owned}`, "loadbalancers", loadBalancer),
    pools: await Promise.all(
      pools.map(async (each) => ({
        ...each,
        memberList: await api.list("load-balancer", `/lbaas/pools/${each.id}/members`, "members", member),
      })),
    ),
    connections: await api.list("network", `/vpn/ipsec-site-connections${owned}`, "ipsec_site_connections", connection),
    floatingAddresses: await api.list("network", `/floatingips${owned}`, "floatingips", floatingAddress),
  };
}

/** Nova lists the groups of every project to an administrator, without a way to ask for one. */
async function serverGroups(api: OpenstackApi, projectId: string): Promise<ServerGroup[]> {
  const all = await api.list("compute", "/os-server-groups?all_projects=1&limit=1000", "server_groups", serverGroup);
  return all.filter(({ project_id: owner }) => owner === projectId);
}

const identified = z.looseObject({ id: z.unknown(), name: z.unknown() });

/** Everything that a project can hold of what the platform makes: service, address and the key of the answer. */
const COLLECTIONS: readonly (readonly [Service, string, string])[] = [
  ["compute", "/servers", "servers"],
  ["compute", "/os-server-groups", "server_groups"],
  ["compute", "/os-keypairs", "keypairs"],
  ["volumev3", "/volumes", "volumes"],
  ["load-balancer", "/lbaas/loadbalancers", "loadbalancers"],
  ["load-balancer", "/lbaas/pools", "pools"],
  ["network", "/vpn/ipsec-site-connections", "ipsec_site_connections"],
  ["network", "/vpn/endpoint-groups", "endpoint_groups"],
  ["network", "/vpn/ikepolicies", "ikepolicies"],
  ["network", "/vpn/ipsecpolicies", "ipsecpolicies"],
  ["network", "/vpn/vpnservices", "vpnservices"],
  ["network", "/floatingips", "floatingips"],
  ["network", "/routers", "routers"],
  ["network", "/ports", "ports"],
  ["network", "/subnets", "subnets"],
  ["network", "/networks", "networks"],
  ["network", "/security-groups", "security_groups"],
];

/** Nova says that a machine is deleted shortly before it takes it out of its lists. */
const PATIENCE_MILLISECONDS = 60_000;

/**
 * What is left in the project of a user and does not go by itself, as `ports: <name or id>`. Neutron's own group `default` belongs
 * to every project; the network of public addresses, which everybody sees, belongs to none of them.
 */
export async function leftovers(api: OpenstackApi): Promise<string[]> {
  const end = Date.now() + PATIENCE_MILLISECONDS;
  for (;;) {
    const found = await everythingIn(api);
    if (found.length === 0 || Date.now() > end) return found;
    await sleep(1_000);
  }
}

async function everythingIn(api: OpenstackApi): Promise<string[]> {
  const found = await Promise.all(
    COLLECTIONS.map(async ([service, path, key]) =>
      (await api.list(service, service === "network" ? `${path}?project_id=${api.projectId}` : path, key, identified))
        .filter(({ name }) => !(key === "security_groups" && name === "default"))
        .map(({ id, name }) => `${key}: ${String(name) === "" ? String(id) : String(name)}`),
    ),
  );
  return found.flat();
}
