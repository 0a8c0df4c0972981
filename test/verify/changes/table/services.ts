import { valueAt } from "../../../app/support/changed-environment";
import type { Change } from "../support/change";

const POOL_IMAGE = `registry.health.example/vendor-02/appointment-pool@sha256:${"a1".repeat(32)}`;

/** Changes to services: what a vendor asks for from week to week. */
export const SERVICE_CHANGES: readonly Change[] = [
  {
    name: "a service's image",
    edits: { set: { "services.1.image": POOL_IMAGE } },
    expected: { "medical-*-services": ["update kubernetes_deployment_v1.services_appointment-pool_deployment"] },
  },
  {
    name: "a service's requested processor time",
    edits: { set: { "services.1.requests.cpu": "200m" } },
    expected: { "medical-*-services": ["update kubernetes_deployment_v1.services_appointment-pool_deployment"] },
  },
  {
    name: "a service's memory limit",
    edits: { set: { "services.1.limits.memory": "1Gi" } },
    expected: { "medical-*-services": ["update kubernetes_deployment_v1.services_appointment-pool_deployment"] },
  },
  {
    name: "a service's replicas",
    edits: { set: { "services.1.replicas": 4 } },
    expected: {
      "medical-*-services": [
        "update kubernetes_deployment_v1.services_appointment-pool_deployment",
        "create kubernetes_pod_disruption_budget_v1.services_appointment-pool_disruption-budget",
      ],
    },
  },
  {
    name: "an autoscaler for a service",
    edits: { set: { "services.1.autoscale": { maximum: 6 } } },
    expected: {
      "medical-*-services": ["create kubernetes_horizontal_pod_autoscaler_v2.services_appointment-pool_autoscaler"],
    },
  },
  {
    name: "a variable in a service's environment",
    edits: { set: { "services.1.environment": { LOG_LEVEL: "info" } } },
    expected: { "medical-*-services": ["update kubernetes_deployment_v1.services_appointment-pool_deployment"] },
  },
  {
    name: "the path of a service's readiness probe",
    edits: {
      set: {
        "services.1.probes": { ...valueAt("dev", "services.0.probes"), readiness: { path: "/ready", port: "http" } },
      },
    },
    expected: { "medical-*-services": ["update kubernetes_deployment_v1.services_appointment-pool_deployment"] },
  },
  {
    name: "the number of a service's port",
    edits: { set: { "services.1.ports.0.port": 8081 } },
    expected: {
      "medical-*-services": [
        "update helm_release.vendors_vendor-02_routes",
        "update kubernetes_deployment_v1.services_appointment-pool_deployment",
        "update kubernetes_network_policy_v1.services_appointment-pool_exposed",
        "update kubernetes_service_v1.services_appointment-pool_service",
      ],
    },
  },
  {
    name: "a second port of a service",
    edits: { set: { "services.1.ports.1": { name: "metrics", port: 9100 } } },
    expected: {
      "medical-*-services": [
        "update kubernetes_deployment_v1.services_appointment-pool_deployment",
        "update kubernetes_service_v1.services_appointment-pool_service",
      ],
    },
  },
  {
    name: "the class of a service's data",
    edits: { set: { "services.1.dataClass": "personal-health" } },
    expected: {
      "medical-*-services": [
        "update kubernetes_deployment_v1.services_appointment-pool_deployment",
        "update kubernetes_service_account_v1.services_appointment-pool_service-account",
        "update kubernetes_service_v1.services_appointment-pool_service",
      ],
    },
  },
  {
    name: "who answers for a service",
    edits: { set: { "services.1.owner": "night-shift@vendor-02.example" } },
    expected: {
      "medical-*-services": [
        "update kubernetes_deployment_v1.services_appointment-pool_deployment",
        "update kubernetes_service_account_v1.services_appointment-pool_service-account",
        "update kubernetes_service_v1.services_appointment-pool_service",
      ],
    },
  },
  {
    name: "a service gets another name",
    edits: { set: { "services.0.id": "booking" } },
    expected: {
      "chutian-network": [
        "replace 2 openstack_compute_instance_v2.exchange-proxies_proxies-g1_machine-*",
        "create openstack_lb_listener_v2.exchange-proxies_load-balancer_listener-booking-to-appointment-pool",
        "destroy openstack_lb_listener_v2.exchange-proxies_load-balancer_listener-appointment-booking-to-appointment-pool",
        "create 2 openstack_lb_member_v2.exchange-proxies_load-balancer_member-booking-to-appointment-pool-proxies-g1-*",
        "destroy 2 openstack_lb_member_v2.exchange-proxies_load-balancer_member-appointment-booking-to-appointment-pool-proxies-g1-*",
        "replace 10 openstack_lb_member_v2.exchange-proxies_load-balancer_member-*",
        "create openstack_lb_monitor_v2.exchange-proxies_load-balancer_monitor-booking-to-appointment-pool",
        "destroy openstack_lb_monitor_v2.exchange-proxies_load-balancer_monitor-appointment-booking-to-appointment-pool",
        "create openstack_lb_pool_v2.exchange-proxies_load-balancer_pool-booking-to-appointment-pool",
        "destroy openstack_lb_pool_v2.exchange-proxies_load-balancer_pool-appointment-booking-to-appointment-pool",
        "replace 2 openstack_networking_port_v2.exchange-proxies_proxies-g1_port-*",
        "update 2 terraform_data.exchange-proxies_proxies-g1_document-*",
      ],
      "internet-*-services": [
        "update helm_release.vendors_vendor-02_routes",
        "create kubernetes_deployment_v1.services_booking_deployment",
        "destroy kubernetes_deployment_v1.services_appointment-booking_deployment",
        "create kubernetes_endpoint_slice_v1.remote-names_booking-to-appointment-pool_endpoints",
        "destroy kubernetes_endpoint_slice_v1.remote-names_appointment-booking-to-appointment-pool_endpoints",
        "create 2 kubernetes_network_policy_v1.services_booking_*",
        "destroy 2 kubernetes_network_policy_v1.services_appointment-booking_*",
        "create kubernetes_service_account_v1.services_booking_service-account",
        "destroy kubernetes_service_account_v1.services_appointment-booking_service-account",
        "create kubernetes_service_v1.remote-names_booking-to-appointment-pool_service",
        "create kubernetes_service_v1.services_booking_service",
        "destroy kubernetes_service_v1.remote-names_appointment-booking-to-appointment-pool_service",
        "destroy kubernetes_service_v1.services_appointment-booking_service",
      ],
      "medical-tianyi-cluster": ["update ctyun_elb_acl.ingress_access-list-exchange"],
      "tianyi-network": [
        "replace 2 ctyun_ecs.exchange-proxies_proxies-g1_machine-*",
        "replace 2 ctyun_ecs_affinity_group_association.exchange-proxies_proxies-g1_affinity-*",
        "create ctyun_elb_acl.exchange-proxies_load-balancer_access-list-booking-to-appointment-pool",
        "destroy ctyun_elb_acl.exchange-proxies_load-balancer_access-list-appointment-booking-to-appointment-pool",
        "create ctyun_elb_health_check.exchange-proxies_load-balancer_health-check-booking-to-appointment-pool",
        "destroy ctyun_elb_health_check.exchange-proxies_load-balancer_health-check-appointment-booking-to-appointment-pool",
        "create ctyun_elb_listener.exchange-proxies_load-balancer_listener-booking-to-appointment-pool",
        "destroy ctyun_elb_listener.exchange-proxies_load-balancer_listener-appointment-booking-to-appointment-pool",
        "create 2 ctyun_elb_target.exchange-proxies_load-balancer_target-booking-to-appointment-pool-proxies-g1-*",
        "destroy 2 ctyun_elb_target.exchange-proxies_load-balancer_target-appointment-booking-to-appointment-pool-proxies-g1-*",
        "replace 10 ctyun_elb_target.exchange-proxies_load-balancer_target-*",
        "create ctyun_elb_target_group.exchange-proxies_load-balancer_target-group-booking-to-appointment-pool",
        "destroy ctyun_elb_target_group.exchange-proxies_load-balancer_target-group-appointment-booking-to-appointment-pool",
        "update 2 ctyun_security_group_rule.exchange-exchange-proxy_*",
        "update ctyun_security_group_rule.internet-worker_egress-tcp-9003-load-balancer-endpoint-address",
      ],
    },
  },
  {
    name: "a service moves into one cloud",
    edits: { set: { "services.0.share": { chutian: 100 } } },
    expected: {
      "internet-chutian-services": [
        "update kubernetes_deployment_v1.services_appointment-booking_deployment",
        "create kubernetes_pod_disruption_budget_v1.services_appointment-booking_disruption-budget",
      ],
      "internet-tianyi-cluster": [
        "destroy ctyun_elb_acl.ingress_access-list-clients",
        "destroy ctyun_elb_health_check.ingress_health-check-clients",
        "destroy ctyun_elb_listener.ingress_listener-clients",
        "destroy ctyun_elb_target.ingress_target-clients-general-g1-001",
        "destroy ctyun_elb_target_group.ingress_target-group-clients",
        "destroy ctyun_vpce.ingress_endpoint-exchange",
        "destroy ctyun_vpce_service.ingress_endpoint-service",
      ],
      "internet-tianyi-platform": ["update helm_release.cluster-gateway"],
      "internet-tianyi-services": [
        "destroy helm_release.vendors_vendor-02_routes",
        "destroy kubernetes_default_service_account_v1.vendors_vendor-02_default-service-account",
        "destroy kubernetes_deployment_v1.services_appointment-booking_deployment",
        "destroy kubernetes_endpoint_slice_v1.remote-names_appointment-booking-to-appointment-pool_endpoints",
        "destroy kubernetes_limit_range_v1.vendors_vendor-02_limits",
        "destroy kubernetes_namespace_v1.remote-names_namespace",
        "destroy kubernetes_namespace_v1.vendors_vendor-02_namespace",
        "destroy 2 kubernetes_network_policy_v1.services_appointment-booking_*",
        "destroy 2 kubernetes_network_policy_v1.vendors_vendor-02_*",
        "destroy kubernetes_resource_quota_v1.vendors_vendor-02_quota",
        "destroy kubernetes_service_account_v1.services_appointment-booking_service-account",
        "destroy kubernetes_service_v1.remote-names_appointment-booking-to-appointment-pool_service",
        "destroy kubernetes_service_v1.services_appointment-booking_service",
      ],
      "medical-tianyi-cluster": [
        "destroy ctyun_elb_acl.ingress_access-list-exchange",
        "destroy ctyun_elb_health_check.ingress_health-check-exchange",
        "destroy ctyun_elb_listener.ingress_listener-exchange",
        "destroy ctyun_elb_target.ingress_target-exchange-general-g1-001",
        "destroy ctyun_elb_target_group.ingress_target-group-exchange",
        "update ctyun_vpce_service.ingress_endpoint-service",
      ],
      "tianyi-network": [
        "replace 2 ctyun_ecs.exchange-proxies_proxies-g1_machine-*",
        "replace 2 ctyun_ecs_affinity_group_association.exchange-proxies_proxies-g1_affinity-*",
        "destroy ctyun_elb_acl.exchange-proxies_load-balancer_access-list-appointment-booking-to-appointment-pool",
        "destroy ctyun_elb_health_check.exchange-proxies_load-balancer_health-check-appointment-booking-to-appointment-pool",
        "destroy ctyun_elb_listener.exchange-proxies_load-balancer_listener-appointment-booking-to-appointment-pool",
        "destroy 2 ctyun_elb_target.exchange-proxies_load-balancer_target-appointment-booking-to-appointment-pool-proxies-g1-*",
        "replace 10 ctyun_elb_target.exchange-proxies_load-balancer_target-*",
        "destroy ctyun_elb_target_group.exchange-proxies_load-balancer_target-group-appointment-booking-to-appointment-pool",
        "destroy 2 ctyun_security_group_rule.exchange-exchange-proxy_*",
        "destroy 3 ctyun_security_group_rule.internet-worker_*",
        "destroy ctyun_security_group_rule.medical-worker_ingress-tcp-30444-medical-load-balancer-a",
        "update ctyun_vpce_service.exchange-proxies_load-balancer_endpoint-service",
      ],
    },
  },
  {
    name: "a service's shares of the clouds",
    edits: { set: { "services.1.replicas": 4, "services.1.share": { chutian: 75, tianyi: 25 } } },
    expected: {
      "medical-chutian-services": [
        "update kubernetes_deployment_v1.services_appointment-pool_deployment",
        "create kubernetes_pod_disruption_budget_v1.services_appointment-pool_disruption-budget",
      ],
    },
  },
  {
    name: "a new service before the others",
    edits: {
      prepend: {
        services: {
          ...valueAt("dev", "services.1"),
          id: "registration",
          title: "Registration",
          owner: "registration@vendor-02.example",
          expose: undefined,
        },
      },
    },
    expected: {
      "medical-*-services": [
        "create kubernetes_deployment_v1.services_registration_deployment",
        "create kubernetes_service_account_v1.services_registration_service-account",
        "create kubernetes_service_v1.services_registration_service",
      ],
    },
  },
];
