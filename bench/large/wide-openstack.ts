import type { JsonRecord } from "../../src/terraform/json-record";
import { Resources } from "./resources";
import { MACHINE_PORT, type WideNetwork } from "./wide-networks";

const NEXT_HOP = "10.16.0.6";

/** Such a network in OpenStack, as Terraform's JSON. */
export function openstackNetwork({ services, subnets, loadBalancers }: WideNetwork): JsonRecord {
  const resources = new Resources();
  resources.add("openstack_networking_router_v2", "router", {});
  for (const [index, cidr] of subnets.entries()) {
    resources.add("openstack_networking_subnet_v2", `subnet-${index}`, { cidr });
    resources.add("openstack_networking_router_interface_v2", `subnet-${index}`, {
      router_id: "${openstack_networking_router_v2.router.id}",
      subnet_id: `\${openstack_networking_subnet_v2.subnet-${index}.id}`,
    });
    resources.add("openstack_lb_loadbalancer_v2", `balancer-${index}`, {
      vip_subnet_id: `\${openstack_networking_subnet_v2.subnet-${index}.id}`,
      vip_address: loadBalancers[index],
    });
  }
  for (const { name, subnet, machines, port, site, asks, clients } of services) {
    const asked = services[asks];
    resources.add("openstack_networking_router_route_v2", name, {
      router_id: "${openstack_networking_router_v2.router.id}",
      destination_cidr: site,
      next_hop: NEXT_HOP,
    });
    resources.add("openstack_networking_secgroup_v2", name, { delete_default_rules: true });
    const rule = (suffix: string, direction: string, peer: string | undefined, at: number) => {
      resources.add("openstack_networking_secgroup_rule_v2", `${name}-${suffix}`, {
        security_group_id: `\${openstack_networking_secgroup_v2.${name}.id}`,
        ethertype: "IPv4",
        direction,
        protocol: "tcp",
        port_range_min: at,
        port_range_max: at,
        remote_ip_prefix: peer,
      });
    };
    rule("in", "ingress", subnets[subnet], MACHINE_PORT);
    if (asked) rule("out", "egress", `${loadBalancers[asked.subnet] ?? ""}/32`, asked.port);
    resources.add("openstack_lb_pool_v2", name, { protocol: "TCP" });
    resources.add("openstack_lb_listener_v2", name, {
      loadbalancer_id: `\${openstack_lb_loadbalancer_v2.balancer-${subnet}.id}`,
      protocol: "TCP",
      protocol_port: port,
      default_pool_id: `\${openstack_lb_pool_v2.${name}.id}`,
      allowed_cidrs: clients,
    });
    for (const [number, address] of machines.entries()) {
      const machine = `${name}-${number}`;
      resources.add("openstack_networking_port_v2", machine, {
        fixed_ip: [{ subnet_id: `\${openstack_networking_subnet_v2.subnet-${subnet}.id}`, ip_address: address }],
        security_group_ids: [`\${openstack_networking_secgroup_v2.${name}.id}`],
      });
      resources.add("openstack_compute_instance_v2", machine, {
        network: [{ port: `\${openstack_networking_port_v2.${machine}.id}` }],
      });
      resources.add("openstack_lb_member_v2", machine, {
        pool_id: `\${openstack_lb_pool_v2.${name}.id}`,
        address,
        protocol_port: MACHINE_PORT,
      });
    }
  }
  return resources.written();
}
