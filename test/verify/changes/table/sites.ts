import { Ipv4Address } from "../../../../src/environment/values";
import { NEW_IPSEC_SITE } from "../../../app/support/sample-sites";
import type { Change } from "../support/change";

/** Changes to the institutions that join, and to how they do. */
export const SITE_CHANGES: readonly Change[] = [
  {
    name: "a site by line before the others",
    edits: {
      sites: [
        {
          id: "district-03-hospital-1",
          name: "District 03 Hospital 1",
          kind: "hospital",
          district: "District 03",
          access: "line",
          cidr: "10.192.8.0/22",
          peerAddress: "",
        },
      ],
    },
    // Sites by line are routed and admitted by the blocks that hold them all; each is probed by itself.
    expected: {
      "medical-*-monitoring": ["update helm_release.probes"],
    },
  },
  {
    name: "a site by IPsec before the others",
    edits: {
      sites: [NEW_IPSEC_SITE],
    },
    expected: {
      "chutian-network": [
        "create openstack_vpnaas_endpoint_group_v2.gateways_site-district-03-health-centre-01-endpoints",
        "create openstack_vpnaas_site_connection_v2.gateways_site-district-03-health-centre-01",
      ],
      "tianyi-network": ["create 4 ctyun_security_group_rule.exchange-gateway_*-site-district-03-health-centre-01"],
      vpn: ["create random_password.sites_district-03-health-centre-01"],
      "internet-*-monitoring": ["update helm_release.probes"],
    },
  },
  {
    name: "a site by IPsec is removed",
    sites: (sites) => sites.filter(({ id }) => id !== "district-01-health-centre-02"),
    expected: {
      "chutian-network": [
        "destroy openstack_vpnaas_endpoint_group_v2.gateways_site-district-01-health-centre-02-endpoints",
        "destroy openstack_vpnaas_site_connection_v2.gateways_site-district-01-health-centre-02",
      ],
      "tianyi-network": ["destroy 4 ctyun_security_group_rule.exchange-gateway_*-site-district-01-health-centre-02"],
      vpn: ["destroy protected random_password.sites_district-01-health-centre-02"],
      "internet-*-monitoring": ["update helm_release.probes"],
    },
  },
  {
    name: "a site's VPN device has another address",
    sites: (sites) =>
      sites.map((site) =>
        site.id === "district-01-health-centre-02" ? { ...site, peerAddress: Ipv4Address.parse("192.0.2.150") } : site,
      ),
    expected: {
      "chutian-network": ["update openstack_vpnaas_site_connection_v2.gateways_site-district-01-health-centre-02"],
      "tianyi-network": ["replace 4 ctyun_security_group_rule.exchange-gateway_*-site-district-01-health-centre-02"],
      "internet-*-monitoring": ["update helm_release.probes"],
    },
  },
];
