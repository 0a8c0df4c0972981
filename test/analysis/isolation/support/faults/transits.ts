import { CHUTIAN, TIANYI, changed, type Fault } from "./seeds";

const EXCHANGE_TABLE = "${ctyun_vpc_route_table.exchange_route-table_D28769DC.id}";

const ONE_SITE = "gateways_site-district-01-health-centre-02_28E846E7";
const OTHER_SITE = "gateways_site-district-01-health-centre-03_42708AF5";
const ONE_ENDPOINTS =
  "${openstack_vpnaas_endpoint_group_v2.gateways_site-district-01-health-centre-02-endpoints_075A5D0E.id}";
const OTHER_ENDPOINTS =
  "${openstack_vpnaas_endpoint_group_v2.gateways_site-district-01-health-centre-03-endpoints_391A7FAA.id}";

/** What a router passes from outside to outside meets no filter. */
export const TRANSIT_FAULTS: readonly Fault[] = [
  {
    title:
      "peering routes that are too broad, so the exchange's router carries what the internet zone sends to the medical one",
    seed: (prod) =>
      prod
        .added(TIANYI, "ctyun_vpc_route_table_rule.medical", peering("10.32.0.0/16", "pcx-medical"))
        .added(TIANYI, "ctyun_vpc_route_table_rule.internet", peering("10.33.0.0/16", "pcx-internet")),
    witness: "ctyun_vpc_route_table_rule.medical",
    found: "separated: lines of tianyi exchange -> lines of tianyi exchange any",
  },
  {
    title: "a link's route that is too broad, so the exchange's router gives the other cloud's medical zone its egress",
    ...changed(CHUTIAN, "openstack_networking_router_route_v2.exchange_route-link-mobile-10-34-0-0-16_43040A9D", {
      destination_cidr: "10.32.0.0/14",
    }),
    witness: "openstack_networking_router_v2.exchange_router_C121A1ED",
    found: "separated: lines of chutian exchange -> internet any",
  },
  {
    title: "two sites whose tunnels lead to each other",
    seed: (prod) =>
      prod
        .changed(CHUTIAN, `openstack_vpnaas_site_connection_v2.${ONE_SITE}`, { local_ep_group_id: OTHER_ENDPOINTS })
        .changed(CHUTIAN, `openstack_vpnaas_site_connection_v2.${OTHER_SITE}`, { local_ep_group_id: ONE_ENDPOINTS }),
    witness: `openstack_vpnaas_site_connection_v2.${ONE_SITE}`,
    found: "undeclared: tunnels of chutian exchange -> tunnels of chutian exchange any",
  },
  {
    title: "a site's tunnel that leads to everybody, so it has the exchange's egress",
    ...changed(CHUTIAN, "openstack_vpnaas_endpoint_group_v2.gateways_local-endpoints_A5F0831C", {
      type: "cidr",
      endpoints: ["0.0.0.0/0"],
    }),
    witness: "openstack_networking_router_v2.exchange_router_C121A1ED",
    found: "undeclared: tunnels of chutian exchange -> internet any",
  },
];

function peering(destination: string, id: string) {
  return {
    route_table_id: EXCHANGE_TABLE,
    destination,
    ip_version: 4,
    next_hop_type: "vpcpeering",
    next_hop_id: id,
  };
}
