import type { Edits } from "../../../app/support/changed-environment";
import { NEW_IPSEC_SITE } from "../../../app/support/sample-sites";
import type { ExpectedActions } from "../../../verify/changes/support/change";

/** A change to what the step before has left, and all that it may do, by stack without the environment's name. */
export interface EnvironmentStep {
  readonly name: string;
  readonly edits: Edits;
  readonly expected: Readonly<Record<string, ExpectedActions>>;
}

const POOL = "clusters.0.pools.0";

/** A change of each kind to dev, one after the other. */
export const DEV_STEPS: readonly EnvironmentStep[] = [
  {
    name: "another flavor for a pool",
    edits: { set: { [`${POOL}.flavor`]: "general.8c32g" } },
    expected: { "medical-chutian-cluster": ["update openstack_compute_instance_v2.nodes_general-g1_machine-001"] },
  },
  {
    name: "a node more",
    edits: { set: { [`${POOL}.nodes`]: 2 } },
    expected: {
      "medical-chutian-cluster": [
        "create openstack_compute_instance_v2.nodes_general-g1_machine-002",
        "create 3 openstack_lb_member_v2.ingress_member-*-general-g1-002",
        "create openstack_networking_port_v2.nodes_general-g1_port-002",
      ],
    },
  },
  {
    name: "a flow is added",
    edits: { set: { "services.0.flows.1": { to: "external:identity-provider", why: "signs people in" } } },
    expected: {
      "chutian-network": [
        "create openstack_networking_secgroup_rule_v2.internet-worker_egress-tcp-443-external-identity-provider-198-51-100-131-32",
      ],
    },
  },
  {
    name: "a flow is removed",
    edits: { set: { "services.0.flows.1": undefined } },
    expected: {
      "chutian-network": [
        "destroy openstack_networking_secgroup_rule_v2.internet-worker_egress-tcp-443-external-identity-provider-198-51-100-131-32",
      ],
    },
  },
  {
    name: "a listener has another port",
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
    },
  },
  {
    name: "a site is added",
    edits: {
      sites: [NEW_IPSEC_SITE],
    },
    expected: {
      "chutian-network": [
        "create openstack_vpnaas_endpoint_group_v2.gateways_site-district-03-health-centre-01-endpoints",
        "create openstack_vpnaas_site_connection_v2.gateways_site-district-03-health-centre-01",
      ],
      vpn: ["create random_password.sites_district-03-health-centre-01"],
    },
  },
  {
    name: "a new generation of a pool beside the old one",
    edits: { set: { [`${POOL}.generation`]: 2, [`${POOL}.retiring`]: [1] } },
    expected: {
      "medical-chutian-cluster": [
        "create 2 openstack_compute_instance_v2.nodes_general-g2_machine-*",
        "create openstack_compute_servergroup_v2.nodes_general-g2_server-group",
        "create 6 openstack_lb_member_v2.ingress_member-*-general-g2-*",
        "create 2 openstack_networking_port_v2.nodes_general-g2_port-*",
      ],
    },
  },
  {
    name: "the old generation retires",
    edits: { set: { [`${POOL}.retiring`]: undefined } },
    expected: {
      "medical-chutian-cluster": [
        "destroy 2 openstack_compute_instance_v2.nodes_general-g1_machine-*",
        "destroy openstack_compute_servergroup_v2.nodes_general-g1_server-group",
        "destroy 6 openstack_lb_member_v2.ingress_member-*-general-g1-*",
        "destroy 2 openstack_networking_port_v2.nodes_general-g1_port-*",
      ],
    },
  },
];

/**
 * The edits of all steps up to one, as the environment that the step leads to.
 *
 * @param last @default the last
 */
export function editsUpTo(steps: readonly EnvironmentStep[], last = steps.at(-1)): Edits {
  const end = steps.findIndex((step) => step === last);
  const done = steps.slice(0, end + 1).map(({ edits }) => edits);
  return {
    set: Object.fromEntries(done.flatMap(({ set = {} }) => Object.entries(set))),
    sites: done.flatMap(({ sites = [] }) => sites),
  };
}
