import { field, listField, textField, type Value } from "../wire/value";
import { hostAt } from "./address-book";
import type { ComputedContext, ComputedValues, ProviderValues } from "./computed";
import { macAddress, uuid } from "./identifiers";

const PROJECT = "0123456789abcdef0123456789abcdef";

/** Attributes of any type that OpenStack settles when they are left out. */
const CHOSEN: Readonly<Record<string, Value>> = {
  project_id: PROJECT,
  tenant_id: PROJECT,
  region: "simulated",
  admin_state_up: true,
  availability_zone: "nova",
  port_security_enabled: true,
};

/** How long the keys of a VPN live when nothing is configured. */
const LIFETIME: Value = [{ units: "seconds", value: 3600 }];

/** What an OpenStack cloud computes. */
export const OPENSTACK_VALUES: ProviderValues = {
  id: ({ seed }) => uuid(seed, "id"),
  attribute: (path, { planned }) => (path === "all_tags" ? copied(planned, "tags", []) : CHOSEN[path]),
  resources: {
    openstack_compute_instance_v2: instance,
    openstack_lb_listener_v2: () => ({
      connection_limit: -1,
      timeout_client_data: 50_000,
      timeout_member_data: 50_000,
    }),
    openstack_lb_loadbalancer_v2: loadBalancer,
    openstack_lb_member_v2: () => ({ weight: 1 }),
    openstack_networking_floatingip_v2: ({ addresses, seed }) => ({ address: addresses.assign(undefined, seed) }),
    openstack_networking_network_v2: () => ({ mtu: 1500 }),
    openstack_networking_port_v2: port,
    openstack_networking_router_interface_v2: ({ seed, planned }) => {
      const id = textField(planned, "port_id") ?? uuid(seed, "id");
      return { id, port_id: id };
    },
    openstack_networking_router_route_v2: (context) => ({ id: routeId(context, "router_id") }),
    openstack_networking_secgroup_v2: () => ({ stateful: true }),
    openstack_networking_subnet_route_v2: (context) => ({ id: routeId(context, "subnet_id") }),
    openstack_networking_subnet_v2: ({ planned }) => ({
      gateway_ip: hostAt(textField(planned, "cidr") ?? "", 1) ?? "",
    }),
    openstack_vpnaas_ike_policy_v2: () => ({ lifetime: LIFETIME }),
    openstack_vpnaas_ipsec_policy_v2: () => ({ lifetime: LIFETIME }),
    openstack_vpnaas_site_connection_v2: () => ({ dpd: [{ action: "hold", interval: 30, timeout: 120 }] }),
  },
};

function port({ planned, seed, addresses }: ComputedContext): ComputedValues {
  const asked = listField(planned, "fixed_ip").map(
    (each, index) =>
      textField(each, "ip_address") ?? addresses.assign(textField(each, "subnet_id"), seed.child(`fixed_ip/${index}`)),
  );
  const subnet = addresses.subnetOf(textField(planned, "network_id"));
  return {
    mac_address: macAddress(seed, "mac_address"),
    all_fixed_ips: asked.length > 0 ? asked : [addresses.assign(subnet, seed)],
    all_security_group_ids: copied(planned, "security_group_ids", []),
  };
}

function instance({ planned, seed, addresses }: ComputedContext): ComputedValues {
  const first = listField(planned, "network")[0] ?? null;
  const [atPort] = addresses.addressesAt(textField(first, "port"));
  const subnet = addresses.subnetOf(textField(first, "uuid"));
  const address = textField(first, "fixed_ip_v4") ?? atPort ?? addresses.assign(subnet, seed);
  return {
    access_ip_v4: address,
    access_ip_v6: "",
    "network.fixed_ip_v4": address,
    "network.mac": macAddress(seed, "mac"),
    all_metadata: copied(planned, "metadata", {}),
    flavor_id: uuid(seed, "flavor_id"),
  };
}

function loadBalancer({ planned, seed, addresses }: ComputedContext): ComputedValues {
  const subnet = textField(planned, "vip_subnet_id") ?? addresses.subnetOf(textField(planned, "vip_network_id"));
  return {
    vip_address: addresses.assign(subnet, seed),
    vip_port_id: uuid(seed, "vip_port_id"),
    vip_network_id: uuid(seed, "vip_network_id"),
    vip_subnet_id: subnet ?? uuid(seed, "vip_subnet_id"),
    loadbalancer_provider: "amphora",
  };
}

function routeId({ planned }: ComputedContext, owner: string): string {
  return [
    textField(planned, owner),
    "route",
    textField(planned, "destination_cidr"),
    textField(planned, "next_hop"),
  ].join("-");
}

function copied(planned: Value, name: string, otherwise: Value): Value {
  return field(planned, name) ?? otherwise;
}
