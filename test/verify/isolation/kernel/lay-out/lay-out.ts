import { layOutCtyun } from "./ctyun";
import { NetworkDraft, type Network, type Place } from "./network";
import { layOutOpenstack } from "./openstack";
import { TerraformJson, text, type StackJson } from "./terraform-json";

export interface LaidOut {
  readonly network: Network;
  readonly places: readonly Place[];
  /** The blocks of all subnets. */
  readonly subnets: readonly string[];
  /** The ports that its rules name. */
  readonly ports: readonly number[];
}

/** Network types that are laid out, or whose ends are left out. A new one must not be passed over. */
const KNOWN: ReadonlySet<string> = new Set([
  "openstack_networking_network_v2",
  "openstack_networking_subnet_v2",
  "openstack_networking_subnet_route_v2",
  "openstack_networking_router_v2",
  "openstack_networking_router_interface_v2",
  "openstack_networking_router_route_v2",
  "openstack_networking_port_v2",
  "openstack_networking_secgroup_v2",
  "openstack_networking_secgroup_rule_v2",
  "openstack_networking_floatingip_v2",
  "openstack_networking_floatingip_associate_v2",
  "ctyun_vpc",
  "ctyun_subnet",
  "ctyun_vpc_route_table",
  "ctyun_vpc_route_table_rule",
  "ctyun_vpce",
  "ctyun_vpce_service",
  "ctyun_security_group",
  "ctyun_security_group_rule",
  "ctyun_nat",
  "ctyun_nat_snat",
  "ctyun_eip",
  "ctyun_eip_association",
]);
const OF_NETWORKS =
  /^(?:openstack_(?:networking|fw|bgpvpn|taas)_|ctyun_(?:vpc|vpce|subnet|security_group|nat|eip)(?:_|$))/;

/**
 * Makes a network of the kernel from Terraform's JSON, by what the clouds' documents say. It shares no code with the analysis.
 * Load balancers, VPC endpoints and proxies are not laid out.
 *
 * @throws Error when a resource carries network meaning and is not laid out
 */
export function layOut(files: readonly StackJson[]): LaidOut {
  const json = new TerraformJson(files);
  const unknown = json.types().filter((type) => OF_NETWORKS.test(type) && !KNOWN.has(type));
  if (unknown.length > 0) throw new Error(`${unknown.join(", ")}: not laid out`);
  const network = new NetworkDraft();
  layOutOpenstack(json, network);
  layOutCtyun(json, network);
  const subnets = [...json.ofType("openstack_networking_subnet_v2"), ...json.ofType("ctyun_subnet")];
  return {
    network: network.made(),
    places: network.places,
    subnets: subnets.map((subnet) => text(subnet, "cidr")),
    ports: portsOf(json),
  };
}

function portsOf(json: TerraformJson): number[] {
  const rules = [
    ...json
      .ofType("openstack_networking_secgroup_rule_v2")
      .flatMap(({ values }) => (values.protocol === "icmp" ? [] : [values.port_range_min, values.port_range_max])),
    ...json
      .ofType("ctyun_security_group_rule")
      .flatMap(({ values: { range } }) => (typeof range === "string" ? range.split("-") : [])),
  ];
  return [...new Set(rules.map(Number).filter((port) => port > 0))].sort((left, right) => left - right);
}
