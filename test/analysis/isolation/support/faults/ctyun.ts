import { TIANYI, changed, added, type Fault } from "./seeds";

export const CTYUN_FAULTS: readonly Fault[] = [
  {
    title: "an elastic address on a data node",
    ...added("prod-medical-tianyi-cluster", "ctyun_eip_association.oops", {
      association_type: "vm",
      eip_id: "eip-1",
      instance_id: "${ctyun_ecs.nodes_data-g1_machine-001_98258035.id}",
    }),
    found: "exposed: internet -> tianyi medical/data any",
  },
  {
    title: "a DNAT rule that leads to the wrong tier",
    ...added(TIANYI, "ctyun_nat_dnat.oops", {
      nat_gateway_id: "${ctyun_nat.management_nat-gateway_EAA9E759.nat_gateway_id}",
      external_port: 22,
      internal_port: 22,
      instance_id: "${ctyun_ecs.runner-g1_machine-001_D996DFEF.id}",
      protocol: "tcp",
    }),
    found: "exposed: internet -> tianyi management/runner any",
  },
  {
    title: "a ctyun listener whose access list is switched off",
    ...changed("prod-medical-tianyi-cluster", "ctyun_elb_listener.api_listener-kubernetes_97B33FF9", {
      access_control_type: undefined,
      access_control_id: undefined,
    }),
    found: "undeclared: lines of tianyi medical -> tianyi load-balancer/medical-api tcp/6443",
  },
  {
    title: "a ctyun access list that denies in place of admitting",
    ...changed("prod-medical-tianyi-cluster", "ctyun_elb_listener.api_listener-kubernetes_97B33FF9", {
      access_control_type: "Black",
    }),
    found: "undeclared: lines of tianyi medical -> tianyi load-balancer/medical-api tcp/6443",
  },
  {
    title: "a ctyun access list with one block more",
    ...changed(
      "prod-medical-tianyi-cluster",
      "ctyun_elb_acl.api_access-list-kubernetes_C1B1890D",
      ({ source_ips: blocks }) => ({
        source_ips: [...(Array.isArray(blocks) ? (blocks as unknown[]) : []), "10.128.0.0/16"],
      }),
    ),
    found: "undeclared: lines of tianyi medical -> tianyi load-balancer/medical-api tcp/6443",
  },
  {
    title: "a VPC endpoint without its white list",
    ...changed("prod-medical-tianyi-cluster", "ctyun_vpce.ingress_endpoint-exchange_D5A79499", {
      whitelist_flag: false,
    }),
    found:
      "undeclared: lines of tianyi exchange -> endpoint ctyun_vpce.ingress_endpoint-exchange_D5A79499 in exchange tcp/443, tcp/8443, tcp/9443",
  },
  {
    title: "a ctyun rule without its peer",
    ...changed(TIANYI, "ctyun_security_group_rule.medical-worker_ingress-tcp-4240-medical-data-a_6A92944C", {
      dest_cidr_ip: undefined,
    }),
    found: "undeclared: lines of tianyi medical -> tianyi medical/worker tcp/4240",
  },
  {
    title: "a ctyun rule for every protocol",
    ...changed(
      TIANYI,
      "ctyun_security_group_rule.management-runner_egress-tcp-443-external-registry-198-51-100-130-32_EA54B4B8",
      {
        protocol: "any",
        range: undefined,
      },
    ),
    found: "undeclared: tianyi management/runner -> internet any but tcp/443",
  },
  {
    title: "a NAT gateway's rule for a medical subnet of ctyun",
    seed: (prod) =>
      prod
        .added(TIANYI, "ctyun_nat.oops", { vpc_id: "${ctyun_vpc.medical_vpc_5F78B95B.id}" })
        .added(TIANYI, "ctyun_nat_snat.oops", {
          nat_gateway_id: "${ctyun_nat.oops.nat_gateway_id}",
          source_subnet_id: "${ctyun_subnet.medical_subnet-worker-a_2907B985.id}",
        }),
    witness: "ctyun_nat.oops",
    found: "route: medical -> internet any",
  },
  {
    title: "a peering route that is too broad",
    ...added(TIANYI, "ctyun_vpc_route_table_rule.oops", {
      route_table_id: "${ctyun_vpc_route_table.medical_route-table_C0D3B0C7.id}",
      destination: "10.0.0.0/8",
      ip_version: 4,
      next_hop_type: "vpcpeering",
      next_hop_id: "pcx-1",
    }),
    found: "route: medical -> internet any",
  },
  {
    title: "a gateway that takes IPsec from everybody on the internet",
    ...changed(
      TIANYI,
      "ctyun_security_group_rule.exchange-gateway_ingress-udp-4500-site-district-01-health-centre-02_2542C928",
      { dest_cidr_ip: "0.0.0.0/0" },
    ),
    found: "undeclared: internet -> tianyi exchange/gateway udp/4500",
  },
  {
    title: "an elastic address on the medical gateway's load balancer",
    ...changed("prod-medical-tianyi-cluster", "ctyun_elb_loadbalancer.ingress_load-balancer_E5AB1F93", {
      eip_id: "eip-1",
    }),
    found: "exposed: internet -> tianyi load-balancer/medical-ingress any",
  },
];
