import type { Configuration } from "../../../terraform/configuration";
import { NAMESPACE_TYPES } from "../kubernetes/namespaces";
import { POLICY_TYPES } from "../kubernetes/policies";
import { SERVICE_TYPES, SLICE_TYPES } from "../kubernetes/services";
import { WORKLOAD_TYPES } from "../kubernetes/workloads";
import type { NotUnderstood } from "./arguments";

/** What is read into the topology. */
const READ: ReadonlySet<string> = new Set([
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
  "openstack_networking_portforwarding_v2",
  "openstack_compute_instance_v2",
  "openstack_lb_loadbalancer_v2",
  "openstack_lb_listener_v2",
  "openstack_lb_pool_v2",
  "openstack_lb_member_v2",
  "openstack_lb_monitor_v2",
  "openstack_vpnaas_service_v2",
  "openstack_vpnaas_site_connection_v2",
  "openstack_vpnaas_endpoint_group_v2",
  "openstack_vpnaas_ike_policy_v2",
  "openstack_vpnaas_ipsec_policy_v2",
  "ctyun_vpc",
  "ctyun_subnet",
  "ctyun_vpc_route_table",
  "ctyun_vpc_route_table_rule",
  "ctyun_security_group",
  "ctyun_security_group_rule",
  "ctyun_ecs",
  "ctyun_eip",
  "ctyun_eip_association",
  "ctyun_nat",
  "ctyun_nat_snat",
  "ctyun_nat_dnat",
  "ctyun_elb_loadbalancer",
  "ctyun_elb_listener",
  "ctyun_elb_acl",
  "ctyun_elb_target_group",
  "ctyun_elb_target",
  "ctyun_elb_health_check",
  "ctyun_vpce",
  "ctyun_vpce_service",
  ...NAMESPACE_TYPES,
  ...WORKLOAD_TYPES,
  ...POLICY_TYPES,
  ...SERVICE_TYPES,
  ...SLICE_TYPES,
]);

/** What is read in part, and what not of it. */
const PARTLY_READ: ReadonlyMap<string, string> = new Map([
  [
    "helm_release",
    "what a chart makes is known to Helm alone: its namespace is taken for one with pods of any labels; policies of the chart's own are not seen, and of its values only gateways and routes are read",
  ],
  ["kubernetes_manifest", "of kubernetes_manifest only gateways and routes are read"],
]);

/** What opens and closes no path: storage, identity, names, keys, placement, quotas. */
const WITHOUT_NETWORK_MEANING: readonly RegExp[] = [
  /^openstack_(?:blockstorage|dns|identity|images|keymanager|objectstorage)_/,
  /^openstack_compute_(?:servergroup|keypair|flavor|flavor_access|quotaset|aggregate|volume_attach)_v2$/,
  /^openstack_(?:networking|lb)_quota_v2$|^openstack_networking_qos_/,
  /^ctyun_(?:ebs|ecs_affinity_group|elb_certificate|bandwidth|keypair|iam|zos|image)(?:_|$)/,
  /^(?:random|tls|time|null|local|terraform)_/,
  /^kubernetes_(?:default_)?service_account_v1$|^kubernetes_(?:cluster_)?role(?:_binding)?_v1$/,
  /^kubernetes_(?:limit_range|resource_quota|priority_class|config_map|secret|storage_class|persistent_volume|persistent_volume_claim|pod_disruption_budget|horizontal_pod_autoscaler|annotations)(?:_v\d)?$/,
];

/** The types that carry network meaning and are not read: one entry for each type and stack. */
export function unreadTypes(configuration: Configuration): NotUnderstood[] {
  const counts = new Map<string, { stack: string; type: string; count: number; first: string }>();
  for (const { stack, type, mode, address } of configuration.resources) {
    if (READ.has(type) || mode === "data" || WITHOUT_NETWORK_MEANING.some((pattern) => pattern.test(type))) continue;
    const key = `${stack}/${type}`;
    const known = counts.get(key);
    if (known) known.count += 1;
    else counts.set(key, { stack, type, count: 1, first: address });
  }
  return [...counts.values()].map(({ stack, type, count, first }) => ({
    stack,
    address: first,
    what: PARTLY_READ.get(type) ?? `${type} is not read`,
    ...(count > 1 && { count }),
  }));
}
