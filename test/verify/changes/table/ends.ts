import type { ExpectedActions } from "../support/change";

/** Nothing is exposed in internet-chutian any more: its gateway has no listener for clients. */
export const CLIENTS_OF_INTERNET_CHUTIAN_END: ExpectedActions = [
  "destroy openstack_lb_listener_v2.ingress_listener-clients",
  "destroy 2 openstack_lb_member_v2.ingress_member-clients-general-g1-*",
  "destroy openstack_lb_monitor_v2.ingress_monitor-clients",
  "destroy openstack_lb_pool_v2.ingress_pool-clients",
];

/** The same in internet-tianyi, where the exchange had an endpoint to it. */
export const CLIENTS_OF_INTERNET_TIANYI_END: ExpectedActions = [
  "destroy ctyun_elb_acl.ingress_access-list-clients",
  "destroy ctyun_elb_health_check.ingress_health-check-clients",
  "destroy ctyun_elb_listener.ingress_listener-clients",
  "destroy ctyun_elb_target.ingress_target-clients-general-g1-001",
  "destroy ctyun_elb_target_group.ingress_target-group-clients",
  "destroy ctyun_vpce.ingress_endpoint-exchange",
  "destroy ctyun_vpce_service.ingress_endpoint-service",
];

/** No flow through the exchange enters medical-chutian any more. */
export const EXCHANGE_OF_MEDICAL_CHUTIAN_ENDS: ExpectedActions = [
  "destroy openstack_lb_listener_v2.ingress_listener-exchange",
  "destroy openstack_lb_member_v2.ingress_member-exchange-general-g1-001",
  "destroy openstack_lb_monitor_v2.ingress_monitor-exchange",
  "destroy openstack_lb_pool_v2.ingress_pool-exchange",
];

/** The same in medical-tianyi. */
export const EXCHANGE_OF_MEDICAL_TIANYI_ENDS: ExpectedActions = [
  "destroy ctyun_elb_acl.ingress_access-list-exchange",
  "destroy ctyun_elb_health_check.ingress_health-check-exchange",
  "destroy ctyun_elb_listener.ingress_listener-exchange",
  "destroy ctyun_elb_target.ingress_target-exchange-general-g1-001",
  "destroy ctyun_elb_target_group.ingress_target-group-exchange",
  "update ctyun_vpce_service.ingress_endpoint-service",
];

/** The only vendor of an internet cluster has no service there any more: its secret store goes. */
export const SECRET_STORE_IN_INTERNET_ENDS: ExpectedActions = [
  "destroy helm_release.vendor-secrets_secret-stores",
  "destroy kubernetes_namespace_v1.vendor-secrets_vendor-02_namespace",
  "destroy kubernetes_role_binding_v1.vendor-secrets_vendor-02_role-binding",
  "destroy kubernetes_role_v1.vendor-secrets_vendor-02_role",
  "destroy kubernetes_service_account_v1.vendor-secrets_vendor-02_service-account",
];

/** The only service of a vendor in an internet cluster goes, and with it all that the vendor has there. */
export const ONLY_SERVICE_IN_INTERNET_ENDS: ExpectedActions = [
  "destroy helm_release.vendors_vendor-02_routes",
  "destroy kubernetes_default_service_account_v1.vendors_vendor-02_default-service-account",
  "destroy kubernetes_deployment_v1.services_appointment-booking_deployment",
  "destroy kubernetes_endpoint_slice_v1.remote-names_appointment-booking-to-appointment-pool_endpoints",
  "destroy kubernetes_limit_range_v1.vendors_vendor-02_limits",
  "destroy kubernetes_namespace_v1.remote-names_namespace",
  "destroy kubernetes_namespace_v1.vendors_vendor-02_namespace",
  "destroy 3 kubernetes_network_policy_v1.services_appointment-booking_*",
  "destroy 2 kubernetes_network_policy_v1.vendors_vendor-02_*",
  "destroy kubernetes_resource_quota_v1.vendors_vendor-02_quota",
  "destroy kubernetes_role_binding_v1.vendors_vendor-02_people",
  "destroy kubernetes_service_account_v1.services_appointment-booking_service-account",
  "destroy kubernetes_service_v1.remote-names_appointment-booking-to-appointment-pool_service",
  "destroy kubernetes_service_v1.services_appointment-booking_service",
];
