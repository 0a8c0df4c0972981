import type { JsonRecord } from "../../src/terraform/json-record";
import { Resources } from "./resources";
import { MACHINE_PORT, type WideNetwork } from "./wide-networks";

/** Such a network in ctyun, as Terraform's JSON. */
export function ctyunNetwork({ services, subnets, loadBalancers }: WideNetwork): JsonRecord {
  const resources = new Resources();
  resources.add("ctyun_vpc", "vpc", {});
  resources.add("ctyun_vpc_route_table", "table", { vpc_id: "${ctyun_vpc.vpc.id}" });
  for (const [index, cidr] of subnets.entries()) {
    resources.add("ctyun_subnet", `subnet-${index}`, { vpc_id: "${ctyun_vpc.vpc.id}", cidr });
    resources.add("ctyun_elb_loadbalancer", `balancer-${index}`, {
      subnet_id: `\${ctyun_subnet.subnet-${index}.id}`,
      private_ip_address: loadBalancers[index],
    });
  }
  for (const { name, subnet, machines, port, site, asks, clients } of services) {
    const asked = services[asks];
    resources.add("ctyun_vpc_route_table_rule", name, {
      route_table_id: "${ctyun_vpc_route_table.table.id}",
      destination: site,
      next_hop_type: "dc",
      next_hop_id: "gateway",
      ip_version: 4,
    });
    resources.add("ctyun_security_group", name, {});
    const rule = (suffix: string, direction: string, peer: string | undefined, at: number) => {
      resources.add("ctyun_security_group_rule", `${name}-${suffix}`, {
        security_group_id: `\${ctyun_security_group.${name}.id}`,
        direction,
        action: "accept",
        priority: 50,
        protocol: "tcp",
        range: String(at),
        dest_cidr_ip: peer,
      });
    };
    rule("in", "ingress", subnets[subnet], MACHINE_PORT);
    if (asked) rule("out", "egress", `${loadBalancers[asked.subnet] ?? ""}/32`, asked.port);
    resources.add("ctyun_elb_acl", name, { source_ips: clients });
    resources.add("ctyun_elb_target_group", name, { protocol: "TCP" });
    resources.add("ctyun_elb_listener", name, {
      loadbalancer_id: `\${ctyun_elb_loadbalancer.balancer-${subnet}.id}`,
      protocol: "TCP",
      protocol_port: port,
      access_control_type: "White",
      access_control_id: `\${ctyun_elb_acl.${name}.id}`,
      target_groups: [{ target_group_id: `\${ctyun_elb_target_group.${name}.id}` }],
    });
    for (const [number, address] of machines.entries()) {
      const machine = `${name}-${number}`;
      resources.add("ctyun_ecs", machine, {
        subnet_id: `\${ctyun_subnet.subnet-${subnet}.id}`,
        fixed_ip: address,
        security_group_ids: [`\${ctyun_security_group.${name}.id}`],
      });
      resources.add("ctyun_elb_target", machine, {
        target_group_id: `\${ctyun_elb_target_group.${name}.id}`,
        instance_id: `\${ctyun_ecs.${machine}.id}`,
        protocol_port: MACHINE_PORT,
      });
    }
  }
  return resources.written();
}
