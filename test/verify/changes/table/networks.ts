import { valueAt } from "../../../app/support/changed-environment";
import type { Change } from "../support/change";

const SECOND_KEY =
  "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIM0Ipp6x8R87kFeUIQheAhnZHj0N83/iYFU7tOuv+UQ1 administrator-2@health.example";

/** Changes to the clouds' networks and the machines that the platform itself runs. */
export const NETWORK_CHANGES: readonly Change[] = [
  {
    name: "the slot of a subnet in OpenStack",
    edits: { set: { "clouds.chutian.zones.management.subnets.2.slots.a": 9 } },
    expected: {
      "chutian-network": [
        "update openstack_networking_port_v2.internet-to-management_port-runner-a",
        "update openstack_networking_port_v2.medical-to-management_port-runner-a",
        "update 2 openstack_networking_port_v2.runner-g1_port-*",
        "replace openstack_networking_router_interface_v2.management_router-interface-runner-a",
        "replace openstack_networking_secgroup_rule_v2.management-bastion_egress-tcp-22-management-runner-a",
        "replace 2 openstack_networking_subnet_route_v2.*-to-management_subnet-route-runner-a",
        "replace openstack_networking_subnet_v2.management_subnet-runner-a",
      ],
      "*-chutian-cluster": ["update openstack_lb_listener_v2.api_listener-kubernetes"],
    },
  },
  {
    name: "the slot of a subnet in ctyun",
    edits: { set: { "clouds.tianyi.zones.management.subnets.2.slots.a": 9 } },
    // A bastion leads to the runners' addresses, so it is replaced with them.
    expected: {
      "tianyi-network": [
        "replace 2 ctyun_ecs.bastion-g1_machine-*",
        "replace 2 ctyun_ecs.runner-g1_machine-*",
        "replace 2 ctyun_ecs_affinity_group_association.bastion-g1_affinity-*",
        "replace 2 ctyun_ecs_affinity_group_association.runner-g1_affinity-*",
        "update ctyun_nat_snat.management_egress-runner-a",
        "replace ctyun_security_group_rule.management-bastion_egress-tcp-22-management-runner-a",
        "replace ctyun_subnet.management_subnet-runner-a",
      ],
    },
  },
  {
    name: "the name servers of a zone in OpenStack",
    edits: { set: { "clouds.chutian.zones.medical.nameServers": ["100.100.0.54"] } },
    expected: { "chutian-network": ["update 3 openstack_networking_subnet_v2.medical_subnet-*-a"] },
  },
  {
    name: "the name servers of a zone in ctyun",
    edits: { set: { "clouds.tianyi.zones.medical.nameServers": ["100.95.0.2"] } },
    expected: { "tianyi-network": ["update 3 ctyun_subnet.medical_subnet-*-a"] },
  },
  {
    name: "the bandwidth of a zone's egress in OpenStack",
    edits: { set: { "clouds.chutian.zones.internet.egress.bandwidthMbps": 20 } },
    // OpenStack's routers are not limited.
    expected: {},
  },
  {
    name: "the bandwidth of a zone's egress in ctyun",
    edits: { set: { "clouds.tianyi.zones.internet.egress.bandwidthMbps": 20 } },
    expected: { "tianyi-network": ["update ctyun_eip.internet_egress-address"] },
  },
  {
    name: "a zone's egress is taken away",
    edits: { set: { "clouds.tianyi.zones.internet.egress": undefined } },
    expected: {
      "tianyi-network": [
        "destroy ctyun_eip.internet_egress-address",
        "destroy ctyun_nat.internet_nat-gateway",
        "destroy 2 ctyun_nat_snat.internet_egress-*-a",
        "destroy ctyun_security_group_rule.internet-worker_egress-icmp-site-peers-192-0-2-0-24",
      ],
      "internet-tianyi-monitoring": ["update helm_release.probes"],
    },
  },
  {
    name: "another office of the operators in OpenStack",
    edits: { set: { "clouds.chutian.management.operators.1": "10.250.3.0/24" } },
    expected: {
      "chutian-network": [
        "create openstack_networking_secgroup_rule_v2.management-bastion_ingress-tcp-22-operators-10-250-3-0-24",
      ],
    },
  },
  {
    name: "another office of the operators in ctyun",
    edits: { set: { "clouds.tianyi.management.operators.1": "10.250.3.0/24" } },
    expected: {
      "tianyi-network": ["create ctyun_security_group_rule.management-bastion_ingress-tcp-22-operators-10-250-3-0-24"],
    },
  },
  {
    name: "another administrator's key",
    // An anchor in the YAML gives both clouds the same keys. Runners take them with their next generation: a deploy runs there.
    edits: { set: { "clouds.chutian.management.authorizedKeys.1": SECOND_KEY } },
    expected: {
      "chutian-network": [
        "replace 2 openstack_compute_instance_v2.bastion-g1_machine-*",
        "replace 2 openstack_networking_port_v2.bastion-g1_port-*",
        "update 2 terraform_data.bastion-g1_document-*",
      ],
      "tianyi-network": [
        "replace 2 ctyun_ecs.bastion-g1_machine-*",
        "replace 2 ctyun_ecs_affinity_group_association.bastion-g1_affinity-*",
      ],
    },
  },
  {
    name: "another flavor for the bastions and runners in OpenStack",
    edits: { set: { "clouds.chutian.management.flavor": "general.4c8g" } },
    expected: {
      "chutian-network": [
        "update 2 openstack_compute_instance_v2.bastion-g1_machine-*",
        "update 2 openstack_compute_instance_v2.runner-g1_machine-*",
      ],
    },
  },
  {
    name: "a third bastion and runner in OpenStack",
    edits: { set: { "clouds.chutian.management.machines": 3 } },
    // A bastion leads to the runners that it was told of, so it is replaced.
    expected: {
      "chutian-network": [
        "create 2 openstack_compute_instance_v2.*-g1_machine-003",
        "replace 2 openstack_compute_instance_v2.bastion-g1_machine-*",
        "create 2 openstack_networking_port_v2.*-g1_port-003",
        "replace 2 openstack_networking_port_v2.bastion-g1_port-*",
        "create terraform_data.bastion-g1_document-003",
        "update 2 terraform_data.bastion-g1_document-*",
      ],
    },
  },
  {
    name: "a new generation of bastions and runners beside the old one in ctyun",
    edits: { set: { "clouds.tianyi.management.generation": 2, "clouds.tianyi.management.retiring": [1] } },
    expected: {
      "tianyi-network": [
        "create 2 ctyun_ecs.bastion-g2_machine-*",
        "create 2 ctyun_ecs.runner-g2_machine-*",
        "create 2 ctyun_ecs_affinity_group.*-g2_affinity-group",
        "create 2 ctyun_ecs_affinity_group_association.bastion-g2_affinity-*",
        "create 2 ctyun_ecs_affinity_group_association.runner-g2_affinity-*",
      ],
    },
  },
  {
    name: "another image for the machines in OpenStack",
    edits: { set: { "clouds.chutian.machineImage": "0f7b4f0c-93a9-4a55-8d5e-0f2c3c0f8f11" } },
    // Machines take it with their next generation.
    expected: {},
  },
  {
    name: "another image for the machines in ctyun",
    edits: { set: { "clouds.tianyi.machineImage": "0f7b4f0c-93a9-4a55-8d5e-0f2c3c0f8f11" } },
    expected: {},
  },
  {
    name: "the next hop of a line in OpenStack",
    edits: { set: { "clouds.chutian.lines.0.nextHop": "10.24.0.7" } },
    expected: {
      "chutian-network": ["replace openstack_networking_router_route_v2.medical_route-medical-telecom-10-192-0-0-16"],
    },
  },
  {
    name: "the next hop of a line in ctyun",
    edits: { set: { "clouds.tianyi.lines.0.nextHop": "dcg-dev-medical-telecom-2" } },
    expected: { "tianyi-network": ["replace ctyun_vpc_route_table_rule.medical_route-medical-telecom-10-192-0-0-16"] },
  },
  {
    name: "a line before the others in OpenStack",
    edits: {
      prepend: {
        "clouds.chutian.lines": {
          ...valueAt("dev", "clouds.chutian.lines.1"),
          id: "management-unicom",
          carrier: "China Unicom",
          nextHop: "10.27.0.7",
          destinations: ["10.250.4.0/24"],
        },
      },
    },
    expected: {
      "chutian-network": [
        "create openstack_networking_router_route_v2.management_route-management-unicom-10-250-4-0-24",
      ],
    },
  },
  {
    name: "a line is taken away in OpenStack",
    edits: { set: { "clouds.chutian.lines.1": undefined } },
    expected: {
      "chutian-network": [
        "destroy openstack_networking_router_route_v2.management_route-management-telecom-10-250-2-0-24",
      ],
    },
  },
  {
    name: "the second gateway takes over in ctyun",
    edits: { set: { "clouds.tianyi.gateways.active": "second" } },
    expected: { "tianyi-network": ["replace ctyun_vpc_route_table_rule.exchange_route-gateways-10-194-0-0-16"] },
  },
  {
    name: "larger load balancers in ctyun",
    edits: { set: { "clouds.tianyi.loadBalancerSpecification": "elb.s3.small" } },
    expected: {
      "*-tianyi-cluster": ["update 2 ctyun_elb_loadbalancer.*_load-balancer"],
      "tianyi-network": ["update ctyun_elb_loadbalancer.exchange-proxies_load-balancer"],
    },
  },
];
