import { valueAt } from "../../../app/support/changed-environment";
import type { Change } from "../support/change";
import { CLIENTS_OF_INTERNET_CHUTIAN_END, CLIENTS_OF_INTERNET_TIANYI_END } from "./ends";

/** Changes to vendors, and to who may reach their services. */
export const VENDOR_CHANGES: readonly Change[] = [
  {
    name: "the host name of a portal",
    edits: { set: { "portals.0.host": "appointments.dev.health.example" } },
    expected: {
      "internet-*-platform": ["update helm_release.cluster-gateway"],
      "internet-*-services": ["update helm_release.vendors_vendor-02_routes"],
      "internet-*-monitoring": ["update helm_release.probes"],
    },
  },
  {
    name: "a service is no longer exposed to sites",
    edits: { set: { "services.1.expose.to": ["exchange"] } },
    expected: {
      "chutian-network": [
        "replace 2 openstack_compute_instance_v2.exchange-proxies_proxies-g1_machine-*",
        "destroy openstack_lb_listener_v2.exchange-proxies_load-balancer_listener-sites",
        "destroy 2 openstack_lb_member_v2.exchange-proxies_load-balancer_member-sites-proxies-g1-*",
        "replace 12 openstack_lb_member_v2.exchange-proxies_load-balancer_member-*",
        "destroy openstack_lb_monitor_v2.exchange-proxies_load-balancer_monitor-sites",
        "destroy openstack_lb_pool_v2.exchange-proxies_load-balancer_pool-sites",
        "replace 2 openstack_networking_port_v2.exchange-proxies_proxies-g1_port-*",
        "destroy 2 openstack_networking_secgroup_rule_v2.exchange-exchange-proxy_*",
        "destroy 2 openstack_networking_secgroup_rule_v2.medical-worker_*",
        "update 2 terraform_data.exchange-proxies_proxies-g1_document-*",
      ],
      "medical-chutian-cluster": [
        "destroy openstack_lb_listener_v2.ingress_listener-clients",
        "destroy openstack_lb_member_v2.ingress_member-clients-general-g1-001",
        "destroy openstack_lb_monitor_v2.ingress_monitor-clients",
        "destroy openstack_lb_pool_v2.ingress_pool-clients",
      ],
      "medical-*-services": ["update helm_release.vendors_vendor-02_routes"],
      "medical-tianyi-cluster": [
        "destroy ctyun_elb_acl.ingress_access-list-clients",
        "destroy ctyun_elb_health_check.ingress_health-check-clients",
        "destroy ctyun_elb_listener.ingress_listener-clients",
        "destroy ctyun_elb_target.ingress_target-clients-general-g1-001",
        "destroy ctyun_elb_target_group.ingress_target-group-clients",
        "update ctyun_vpce_service.ingress_endpoint-service",
      ],
      "tianyi-network": [
        "replace 2 ctyun_ecs.exchange-proxies_proxies-g1_machine-*",
        "replace 2 ctyun_ecs_affinity_group_association.exchange-proxies_proxies-g1_affinity-*",
        "destroy ctyun_elb_acl.exchange-proxies_load-balancer_access-list-sites",
        "destroy ctyun_elb_health_check.exchange-proxies_load-balancer_health-check-sites",
        "destroy ctyun_elb_listener.exchange-proxies_load-balancer_listener-sites",
        "destroy 2 ctyun_elb_target.exchange-proxies_load-balancer_target-sites-proxies-g1-*",
        "replace 12 ctyun_elb_target.exchange-proxies_load-balancer_target-*",
        "destroy ctyun_elb_target_group.exchange-proxies_load-balancer_target-group-sites",
        "destroy 3 ctyun_security_group_rule.exchange-*",
        "destroy 2 ctyun_security_group_rule.medical-worker_*",
        "update ctyun_vpce_service.exchange-proxies_load-balancer_endpoint-service",
      ],
      "medical-*-monitoring": ["update helm_release.probes"],
    },
  },
  {
    name: "a service is no longer exposed",
    edits: { set: { "services.0.expose": undefined } },
    expected: {
      "chutian-network": ["destroy 2 openstack_networking_secgroup_rule_v2.internet-worker_*"],
      "internet-chutian-cluster": CLIENTS_OF_INTERNET_CHUTIAN_END,
      "internet-*-platform": ["update helm_release.cluster-gateway"],
      "internet-*-services": [
        "destroy helm_release.vendors_vendor-02_routes",
        "destroy kubernetes_network_policy_v1.services_appointment-booking_exposed",
      ],
      "internet-tianyi-cluster": CLIENTS_OF_INTERNET_TIANYI_END,
      "tianyi-network": ["destroy 2 ctyun_security_group_rule.internet-worker_*"],
      "internet-*-monitoring": ["update helm_release.alert-rules", "update helm_release.probes"],
    },
  },
  {
    name: "a vendor's quota",
    edits: { set: { "vendors.0.quota.memory": "16Gi" } },
    expected: { "*-services": ["update kubernetes_resource_quota_v1.vendors_vendor-02_quota"] },
  },
  {
    name: "a vendor's group of people",
    edits: { set: { "vendors.0.group": "vendor-02-operations" } },
    expected: { "*-services": ["update kubernetes_role_binding_v1.vendors_vendor-02_people"] },
  },
  {
    name: "a new vendor before the others, with a service",
    edits: {
      prepend: {
        vendors: { ...valueAt("dev", "vendors.0"), id: "vendor-01", title: "Vendor 01", group: "vendor-01" },
        services: {
          ...valueAt("dev", "services.1"),
          id: "laboratory",
          title: "Laboratory results",
          vendor: "vendor-01",
          owner: "laboratory@vendor-01.example",
          expose: undefined,
        },
      },
    },
    expected: {
      "medical-*-platform": [
        "update helm_release.vendor-secrets_secret-stores",
        "create kubernetes_namespace_v1.vendor-secrets_vendor-01_namespace",
        "create kubernetes_role_binding_v1.vendor-secrets_vendor-01_role-binding",
        "create kubernetes_role_v1.vendor-secrets_vendor-01_role",
        "create kubernetes_service_account_v1.vendor-secrets_vendor-01_service-account",
      ],
      "medical-*-services": [
        "create kubernetes_default_service_account_v1.vendors_vendor-01_default-service-account",
        "create kubernetes_deployment_v1.services_laboratory_deployment",
        "create kubernetes_limit_range_v1.vendors_vendor-01_limits",
        "create kubernetes_namespace_v1.vendors_vendor-01_namespace",
        "create 2 kubernetes_network_policy_v1.vendors_vendor-01_*",
        "create kubernetes_network_policy_v1.services_laboratory_probed",
        "create kubernetes_resource_quota_v1.vendors_vendor-01_quota",
        "create kubernetes_role_binding_v1.vendors_vendor-01_people",
        "create kubernetes_service_account_v1.services_laboratory_service-account",
        "create kubernetes_service_v1.services_laboratory_service",
      ],
      "*-monitoring": ["update helm_release.alert-rules"],
      "medical-*-monitoring": ["update helm_release.alloy", "update helm_release.probes"],
    },
  },
  {
    name: "a vendor is removed, with its service",
    edits: { set: { "vendors.1": undefined, "services.2": undefined } },
    expected: {
      "medical-chutian-platform": [
        "update helm_release.vendor-secrets_secret-stores",
        "destroy kubernetes_namespace_v1.vendor-secrets_vendor-03_namespace",
        "destroy kubernetes_role_binding_v1.vendor-secrets_vendor-03_role-binding",
        "destroy kubernetes_role_v1.vendor-secrets_vendor-03_role",
        "destroy kubernetes_service_account_v1.vendor-secrets_vendor-03_service-account",
      ],
      "medical-chutian-services": [
        "destroy kubernetes_default_service_account_v1.vendors_vendor-03_default-service-account",
        "destroy kubernetes_deployment_v1.services_reports_deployment",
        "destroy kubernetes_horizontal_pod_autoscaler_v2.services_reports_autoscaler",
        "destroy kubernetes_limit_range_v1.vendors_vendor-03_limits",
        "destroy kubernetes_namespace_v1.vendors_vendor-03_namespace",
        "destroy 2 kubernetes_network_policy_v1.vendors_vendor-03_*",
        "destroy kubernetes_network_policy_v1.services_reports_probed",
        "destroy kubernetes_pod_disruption_budget_v1.services_reports_disruption-budget",
        "destroy kubernetes_resource_quota_v1.vendors_vendor-03_quota",
        "destroy kubernetes_role_binding_v1.vendors_vendor-03_people",
        "destroy kubernetes_service_account_v1.services_reports_service-account",
        "destroy kubernetes_service_v1.services_reports_service",
      ],
      "*-monitoring": ["update helm_release.alert-rules"],
      "medical-chutian-monitoring": ["update helm_release.alloy", "update helm_release.probes"],
    },
  },
];
