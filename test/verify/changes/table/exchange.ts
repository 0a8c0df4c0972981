import { valueAt } from "../../../app/support/changed-environment";
import type { Change } from "../support/change";
import { EXCHANGE_OF_MEDICAL_CHUTIAN_ENDS, EXCHANGE_OF_MEDICAL_TIANYI_ENDS } from "./ends";

/** Changes to who talks to whom across the networks: flows through the exchange and external endpoints. */
export const EXCHANGE_CHANGES: readonly Change[] = [
  {
    name: "the exchange port of a flow",
    edits: { set: { "services.0.flows.0.exchangePort": 9004 } },
    expected: {
      "chutian-network": [
        "replace 2 openstack_compute_instance_v2.exchange-proxies_proxies-g1_machine-*",
        "replace openstack_lb_listener_v2.exchange-proxies_load-balancer_listener-appointment-booking-to-appointment-pool",
        "replace 14 openstack_lb_member_v2.exchange-proxies_load-balancer_member-*",
        "replace 2 openstack_networking_port_v2.exchange-proxies_proxies-g1_port-*",
        "create openstack_networking_secgroup_rule_v2.exchange-exchange-proxy_ingress-tcp-9004-exchange-load-balancer-a",
        "create openstack_networking_secgroup_rule_v2.internet-worker_egress-tcp-9004-load-balancer-address",
        "destroy openstack_networking_secgroup_rule_v2.exchange-exchange-proxy_ingress-tcp-9003-exchange-load-balancer-a",
        "destroy openstack_networking_secgroup_rule_v2.internet-worker_egress-tcp-9003-load-balancer-address",
        "update 2 terraform_data.exchange-proxies_proxies-g1_document-*",
      ],
      "internet-*-services": [
        "update kubernetes_endpoint_slice_v1.remote-names_appointment-booking-to-appointment-pool_endpoints",
        "update kubernetes_network_policy_v1.services_appointment-booking_to-appointment-pool",
      ],
      "tianyi-network": [
        "replace 2 ctyun_ecs.exchange-proxies_proxies-g1_machine-*",
        "replace 2 ctyun_ecs_affinity_group_association.exchange-proxies_proxies-g1_affinity-*",
        "update ctyun_elb_acl.exchange-proxies_load-balancer_access-list-appointment-booking-to-appointment-pool",
        "update ctyun_elb_health_check.exchange-proxies_load-balancer_health-check-appointment-booking-to-appointment-pool",
        "replace ctyun_elb_listener.exchange-proxies_load-balancer_listener-appointment-booking-to-appointment-pool",
        "replace 14 ctyun_elb_target.exchange-proxies_load-balancer_target-*",
        "update ctyun_elb_target_group.exchange-proxies_load-balancer_target-group-appointment-booking-to-appointment-pool",
        "create ctyun_security_group_rule.exchange-exchange-proxy_ingress-tcp-9004-exchange-load-balancer-a",
        "create ctyun_security_group_rule.internet-worker_egress-tcp-9004-load-balancer-endpoint-address",
        "destroy ctyun_security_group_rule.exchange-exchange-proxy_ingress-tcp-9003-exchange-load-balancer-a",
        "destroy ctyun_security_group_rule.internet-worker_egress-tcp-9003-load-balancer-endpoint-address",
        "update ctyun_vpce_service.exchange-proxies_load-balancer_endpoint-service",
      ],
      "internet-*-monitoring": ["update helm_release.probes"],
    },
  },
  {
    name: "a flow through the exchange is taken away",
    edits: { set: { "services.0.flows": undefined } },
    expected: {
      "chutian-network": [
        "replace 2 openstack_compute_instance_v2.exchange-proxies_proxies-g1_machine-*",
        "destroy openstack_lb_listener_v2.exchange-proxies_load-balancer_listener-appointment-booking-to-appointment-pool",
        "destroy 2 openstack_lb_member_v2.exchange-proxies_load-balancer_member-appointment-booking-to-appointment-pool-proxies-g1-*",
        "replace 12 openstack_lb_member_v2.exchange-proxies_load-balancer_member-*",
        "destroy openstack_lb_monitor_v2.exchange-proxies_load-balancer_monitor-appointment-booking-to-appointment-pool",
        "destroy openstack_lb_pool_v2.exchange-proxies_load-balancer_pool-appointment-booking-to-appointment-pool",
        "replace 2 openstack_networking_port_v2.exchange-proxies_proxies-g1_port-*",
        "destroy 2 openstack_networking_secgroup_rule_v2.exchange-exchange-proxy_*",
        "destroy openstack_networking_secgroup_rule_v2.internet-worker_egress-tcp-9003-load-balancer-address",
        "destroy openstack_networking_secgroup_rule_v2.medical-worker_ingress-tcp-30444-medical-load-balancer-a",
        "update 2 terraform_data.exchange-proxies_proxies-g1_document-*",
      ],
      "internet-*-services": [
        "update kubernetes_deployment_v1.services_appointment-booking_deployment",
        "destroy kubernetes_endpoint_slice_v1.remote-names_appointment-booking-to-appointment-pool_endpoints",
        "destroy kubernetes_namespace_v1.remote-names_namespace",
        "destroy kubernetes_network_policy_v1.services_appointment-booking_to-appointment-pool",
        "destroy kubernetes_service_v1.remote-names_appointment-booking-to-appointment-pool_service",
      ],
      "medical-chutian-cluster": EXCHANGE_OF_MEDICAL_CHUTIAN_ENDS,
      "medical-tianyi-cluster": EXCHANGE_OF_MEDICAL_TIANYI_ENDS,
      "tianyi-network": [
        "replace 2 ctyun_ecs.exchange-proxies_proxies-g1_machine-*",
        "replace 2 ctyun_ecs_affinity_group_association.exchange-proxies_proxies-g1_affinity-*",
        "destroy ctyun_elb_acl.exchange-proxies_load-balancer_access-list-appointment-booking-to-appointment-pool",
        "destroy ctyun_elb_health_check.exchange-proxies_load-balancer_health-check-appointment-booking-to-appointment-pool",
        "destroy ctyun_elb_listener.exchange-proxies_load-balancer_listener-appointment-booking-to-appointment-pool",
        "destroy 2 ctyun_elb_target.exchange-proxies_load-balancer_target-appointment-booking-to-appointment-pool-proxies-g1-*",
        "replace 12 ctyun_elb_target.exchange-proxies_load-balancer_target-*",
        "destroy ctyun_elb_target_group.exchange-proxies_load-balancer_target-group-appointment-booking-to-appointment-pool",
        "destroy 2 ctyun_security_group_rule.exchange-exchange-proxy_*",
        "destroy ctyun_security_group_rule.internet-worker_egress-tcp-9003-load-balancer-endpoint-address",
        "destroy ctyun_security_group_rule.medical-worker_ingress-tcp-30444-medical-load-balancer-a",
        "update ctyun_vpce_service.exchange-proxies_load-balancer_endpoint-service",
      ],
      "internet-*-monitoring": ["update helm_release.probes"],
    },
  },
  {
    name: "a flow to an external endpoint",
    edits: {
      set: { "services.0.flows.1": { to: "external:identity-provider", why: "signs people in" } },
    },
    expected: {
      "chutian-network": [
        "create openstack_networking_secgroup_rule_v2.internet-worker_egress-tcp-443-external-identity-provider-198-51-100-131-32",
      ],
      "internet-*-services": ["create kubernetes_network_policy_v1.services_appointment-booking_to-identity-provider"],
      "tianyi-network": [
        "create ctyun_security_group_rule.internet-worker_egress-tcp-443-external-identity-provider-198-51-100-131-32",
      ],
    },
  },
  {
    name: "the exchange port of an external endpoint",
    edits: { set: { "externalEndpoints.1.exchangePort": 9212 } },
    expected: {
      "chutian-network": [
        "replace 2 openstack_compute_instance_v2.exchange-proxies_proxies-g1_machine-*",
        "replace openstack_lb_listener_v2.exchange-proxies_load-balancer_listener-external-identity-provider",
        "replace 14 openstack_lb_member_v2.exchange-proxies_load-balancer_member-*",
        "replace 2 openstack_networking_port_v2.exchange-proxies_proxies-g1_port-*",
        "create openstack_networking_secgroup_rule_v2.exchange-exchange-proxy_ingress-tcp-9212-exchange-load-balancer-a",
        "create openstack_networking_secgroup_rule_v2.medical-control-plane_egress-tcp-9212-load-balancer-address",
        "destroy openstack_networking_secgroup_rule_v2.exchange-exchange-proxy_ingress-tcp-9202-exchange-load-balancer-a",
        "destroy openstack_networking_secgroup_rule_v2.medical-control-plane_egress-tcp-9202-load-balancer-address",
        "update 2 terraform_data.exchange-proxies_proxies-g1_document-*",
      ],
      "tianyi-network": [
        "replace 2 ctyun_ecs.exchange-proxies_proxies-g1_machine-*",
        "replace 2 ctyun_ecs_affinity_group_association.exchange-proxies_proxies-g1_affinity-*",
        "update ctyun_elb_acl.exchange-proxies_load-balancer_access-list-external-identity-provider",
        "update ctyun_elb_health_check.exchange-proxies_load-balancer_health-check-external-identity-provider",
        "replace ctyun_elb_listener.exchange-proxies_load-balancer_listener-external-identity-provider",
        "replace 14 ctyun_elb_target.exchange-proxies_load-balancer_target-*",
        "update ctyun_elb_target_group.exchange-proxies_load-balancer_target-group-external-identity-provider",
        "create ctyun_security_group_rule.exchange-exchange-proxy_ingress-tcp-9212-exchange-load-balancer-a",
        "create ctyun_security_group_rule.medical-control-plane_egress-tcp-9212-load-balancer-endpoint-address",
        "destroy ctyun_security_group_rule.exchange-exchange-proxy_ingress-tcp-9202-exchange-load-balancer-a",
        "destroy ctyun_security_group_rule.medical-control-plane_egress-tcp-9202-load-balancer-endpoint-address",
        "update ctyun_vpce_service.exchange-proxies_load-balancer_endpoint-service",
      ],
    },
  },
  {
    name: "the address of an external endpoint",
    edits: { set: { "externalEndpoints.1.addresses": ["198.51.100.141/32"] } },
    expected: {
      "chutian-network": [
        "replace 2 openstack_compute_instance_v2.exchange-proxies_proxies-g1_machine-*",
        "replace 14 openstack_lb_member_v2.exchange-proxies_load-balancer_member-*",
        "replace 2 openstack_networking_port_v2.exchange-proxies_proxies-g1_port-*",
        "create 3 openstack_networking_secgroup_rule_v2.*_egress-tcp-443-external-identity-provider-198-51-100-141-32",
        "destroy 3 openstack_networking_secgroup_rule_v2.*_egress-tcp-443-external-identity-provider-198-51-100-131-32",
        "update 2 terraform_data.exchange-proxies_proxies-g1_document-*",
      ],
      "tianyi-network": [
        "replace 2 ctyun_ecs.exchange-proxies_proxies-g1_machine-*",
        "replace 2 ctyun_ecs_affinity_group_association.exchange-proxies_proxies-g1_affinity-*",
        "replace 14 ctyun_elb_target.exchange-proxies_load-balancer_target-*",
        "create 3 ctyun_security_group_rule.*_egress-tcp-443-external-identity-provider-198-51-100-141-32",
        "destroy 3 ctyun_security_group_rule.*_egress-tcp-443-external-identity-provider-198-51-100-131-32",
      ],
    },
  },
  {
    name: "the port of an external endpoint",
    edits: { set: { "externalEndpoints.1.ports": ["tcp/8443"] } },
    expected: {
      "chutian-network": [
        "replace 2 openstack_compute_instance_v2.exchange-proxies_proxies-g1_machine-*",
        "replace 14 openstack_lb_member_v2.exchange-proxies_load-balancer_member-*",
        "replace 2 openstack_networking_port_v2.exchange-proxies_proxies-g1_port-*",
        "create 3 openstack_networking_secgroup_rule_v2.*_egress-tcp-8443-external-identity-provider-198-51-100-131-32",
        "destroy 3 openstack_networking_secgroup_rule_v2.*_egress-tcp-443-external-identity-provider-198-51-100-131-32",
        "update 2 terraform_data.exchange-proxies_proxies-g1_document-*",
      ],
      "tianyi-network": [
        "replace 2 ctyun_ecs.exchange-proxies_proxies-g1_machine-*",
        "replace 2 ctyun_ecs_affinity_group_association.exchange-proxies_proxies-g1_affinity-*",
        "replace 14 ctyun_elb_target.exchange-proxies_load-balancer_target-*",
        "create 3 ctyun_security_group_rule.*_egress-tcp-8443-external-identity-provider-198-51-100-131-32",
        "destroy 3 ctyun_security_group_rule.*_egress-tcp-443-external-identity-provider-198-51-100-131-32",
      ],
    },
  },
  {
    name: "an external endpoint before the others",
    edits: {
      prepend: {
        externalEndpoints: {
          ...valueAt("dev", "externalEndpoints.1"),
          id: "payment",
          kind: "service",
          title: "Payment",
          host: "pay.health.example",
          addresses: ["198.51.100.150/32"],
          exchangePort: 9220,
        },
      },
    },
    expected: {
      "chutian-network": [
        "create openstack_networking_secgroup_rule_v2.management-runner_egress-tcp-443-external-payment-198-51-100-150-32",
      ],
      "tianyi-network": [
        "create ctyun_security_group_rule.management-runner_egress-tcp-443-external-payment-198-51-100-150-32",
      ],
    },
  },
  {
    name: "the address of the exchange's load balancer in OpenStack",
    edits: { set: { "clouds.chutian.exchange.address": 22 } },
    expected: {
      "chutian-network": [
        "replace 7 openstack_lb_listener_v2.exchange-proxies_load-balancer_listener-*",
        "replace openstack_lb_loadbalancer_v2.exchange-proxies_load-balancer",
        "replace 14 openstack_lb_member_v2.exchange-proxies_load-balancer_member-*",
        "replace 7 openstack_lb_monitor_v2.exchange-proxies_load-balancer_monitor-*",
        "replace 7 openstack_lb_pool_v2.exchange-proxies_load-balancer_pool-*",
        "replace 9 openstack_networking_secgroup_rule_v2.*-load-balancer-address",
      ],
      "internet-chutian-services": [
        "update kubernetes_endpoint_slice_v1.remote-names_appointment-booking-to-appointment-pool_endpoints",
        "update kubernetes_network_policy_v1.services_appointment-booking_to-appointment-pool",
      ],
      "internet-chutian-monitoring": ["update helm_release.probes"],
      "medical-chutian-monitoring": [
        "update helm_release.probes",
        "update kubernetes_endpoint_slice_v1.outside-names_external-alarms_endpoints",
        "update kubernetes_endpoint_slice_v1.outside-names_external-object-store-tianyi_endpoints",
        "update kubernetes_network_policy_v1.alertmanager-egress_receivers",
      ],
    },
  },
  {
    name: "a third exchange proxy in OpenStack",
    edits: { set: { "clouds.chutian.exchange.machines": 3 } },
    expected: {
      "chutian-network": [
        "create openstack_compute_instance_v2.exchange-proxies_proxies-g1_machine-003",
        "create 7 openstack_lb_member_v2.exchange-proxies_load-balancer_member-*-proxies-g1-003",
        "create openstack_networking_port_v2.exchange-proxies_proxies-g1_port-003",
        "create terraform_data.exchange-proxies_proxies-g1_document-003",
      ],
    },
  },
  {
    name: "a new generation of exchange proxies beside the old one in OpenStack",
    edits: { set: { "clouds.chutian.exchange.generation": 2, "clouds.chutian.exchange.retiring": [1] } },
    expected: {
      "chutian-network": [
        "create 2 openstack_compute_instance_v2.exchange-proxies_proxies-g2_machine-*",
        "create openstack_compute_servergroup_v2.exchange-proxies_proxies-g2_server-group",
        "create 14 openstack_lb_member_v2.exchange-proxies_load-balancer_member-*",
        "create 2 openstack_networking_port_v2.exchange-proxies_proxies-g2_port-*",
        "create 2 terraform_data.exchange-proxies_proxies-g2_document-*",
        "destroy 2 terraform_data.exchange-proxies_proxies-g1_document-*",
      ],
    },
  },
  {
    name: "the next hop of a link between the clouds",
    edits: { set: { "links.0.ends.chutian.0.nextHop": "10.24.0.9" } },
    expected: {
      "chutian-network": [
        "replace openstack_networking_router_route_v2.medical_route-link-mobile-10-255-0-16-30",
        "replace openstack_networking_router_route_v2.medical_route-link-mobile-10-40-0-0-16",
      ],
    },
  },
];
