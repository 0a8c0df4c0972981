import { field, textField, type Value } from "../wire/value";
import { hostAt } from "./address-book";
import type { ComputedContext, ComputedValues, ProviderValues } from "./computed";
import { prefixedId, uuid } from "./identifiers";
import { kubeconfig } from "./kubeconfig";
import { SIMULATED_TIME } from "./generic";

/** The resource types whose ids are a prefix and ten letters and digits; the others' are UUIDs. */
const PREFIXES: Readonly<Record<string, string>> = {
  ctyun_bandwidth: "bandwidth",
  ctyun_eip: "eip",
  ctyun_elb_acl: "ac",
  ctyun_elb_health_check: "hc",
  ctyun_elb_listener: "listener",
  ctyun_elb_loadbalancer: "lb",
  ctyun_elb_target: "target",
  ctyun_elb_target_group: "tg",
  ctyun_nat: "natgw",
  ctyun_nat_dnat: "dnat",
  ctyun_nat_snat: "snat",
  ctyun_security_group: "sg",
  ctyun_security_group_rule: "sgrule",
  ctyun_subnet: "subnet",
  ctyun_vpc: "vpc",
  ctyun_vpc_route_table: "rtb",
  ctyun_vpc_route_table_rule: "rr",
  ctyun_vpce: "endpoint",
  ctyun_vpce_service: "endpser",
};

/** Attributes that repeat the resource's own id. */
const OWN_IDS = new Set([
  "affinity_group_id",
  "dnat_id",
  "inst_id",
  "instance_id",
  "nat_gateway_id",
  "route_table_id",
  "rule_id",
  "snat_id",
]);

/** Attributes of any type that Tianyi Cloud settles when they are left out. */
const CHOSEN: Readonly<Record<string, Value>> = {
  region_id: "200000000000",
  project_id: "0",
  az_name: "simulated-a",
  created_time: SIMULATED_TIME,
  updated_time: SIMULATED_TIME,
  status: "active",
};

/** What Tianyi Cloud computes. */
export const CTYUN_VALUES: ProviderValues = {
  id,
  attribute: (path, context) => {
    if (OWN_IDS.has(path)) return id(context);
    if (path === "name") return textField(context.planned, "instance_name") ?? id(context);
    return CHOSEN[path];
  },
  resources: {
    ctyun_ccse_cluster: (context) => {
      const name = textField(field(context.planned, "base_info"), "cluster_name") ?? "cluster";
      const config = kubeconfig(name, context);
      return { internal_kube_config: config, external_kube_config: config, name };
    },
    ctyun_ebm: machine,
    ctyun_ecs: machine,
    ctyun_elb_loadbalancer: ({ planned, seed, addresses }) => ({
      private_ip_address: addresses.assign(textField(planned, "subnet_id"), seed),
      port_id: prefixedId("port", seed, "port_id"),
      ipv6_address: "",
    }),
    ctyun_security_group_rule: () => ({ dest_cidr_ip: "0.0.0.0/0", priority: 1 }),
    ctyun_subnet: ({ planned }) => {
      const cidr = textField(planned, "cidr") ?? "";
      return {
        gateway_ip: hostAt(cidr, 1) ?? "",
        ipv4_start: hostAt(cidr, 3) ?? "",
        ipv4_end: hostAt(cidr, -1) ?? "",
        ipv6_start: "",
        ipv6_end: "",
        type: "common",
      };
    },
    ctyun_vpce: ({ planned, seed, addresses }) => ({
      subnet_ip: addresses.assign(textField(planned, "subnet_id"), seed),
    }),
  },
};

function id({ type, seed }: ComputedContext): string {
  const prefix = PREFIXES[type];
  return prefix === undefined ? uuid(seed, "id") : prefixedId(prefix, seed, "id");
}

function machine({ planned, seed, addresses }: ComputedContext): ComputedValues {
  return {
    fixed_ip: addresses.assign(textField(planned, "subnet_id"), seed),
    status: "running",
    actual_image_id: textField(planned, "image_id") ?? textField(planned, "image_uuid") ?? uuid(seed, "image"),
    default_security_group_id: prefixedId("sg", seed, "default_security_group_id"),
    system_disk_id: uuid(seed, "system_disk_id"),
    user_data: "",
  };
}
