import { valueAt } from "../../../app/support/changed-environment";
import type { Change } from "../support/change";

/** Changes to who talks to whom across the networks: flows through the exchange, external endpoints, sites. */
export const EXCHANGE_CHANGES: readonly Change[] = [
  {
    name: "the exchange port of a flow",
    edits: { set: { "services.0.flows.0.exchangePort": 9004 } },
    expected: {},
  },
  {
    name: "a flow through the exchange is taken away",
    edits: { set: { "services.0.flows": undefined } },
    expected: {},
  },
  {
    name: "a flow ends its TLS at the exchange",
    edits: { set: { "services.0.flows.0.tls": "reencrypt" } },
    expected: {},
  },
  {
    name: "a flow to an external endpoint",
    edits: {
      set: { "services.0.flows.1": { to: "external:identity-provider", why: "signs people in" } },
    },
    expected: {},
  },
  {
    name: "the exchange port of an external endpoint",
    edits: { set: { "externalEndpoints.1.exchangePort": 9212 } },
    expected: {},
  },
  {
    name: "the address of an external endpoint",
    edits: { set: { "externalEndpoints.1.addresses": ["198.51.100.141/32"] } },
    expected: {},
  },
  {
    name: "the port of an external endpoint",
    edits: { set: { "externalEndpoints.1.ports": ["tcp/8443"] } },
    expected: {},
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
    expected: {},
  },
  {
    name: "the address of the exchange's load balancer in OpenStack",
    edits: { set: { "clouds.chutian.exchange.address": 22 } },
    expected: {},
  },
  {
    name: "a third exchange proxy in OpenStack",
    edits: { set: { "clouds.chutian.exchange.machines": 3 } },
    expected: {},
  },
  {
    name: "a new generation of exchange proxies beside the old one in OpenStack",
    edits: { set: { "clouds.chutian.exchange.generation": 2, "clouds.chutian.exchange.retiring": [1] } },
    expected: {},
  },
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
    expected: {},
  },
  {
    name: "a site by IPsec before the others",
    edits: {
      sites: [
        {
          id: "district-03-health-centre-01",
          name: "District 03 Community Health Centre 1",
          kind: "primary-care",
          district: "District 03",
          access: "ipsec",
          cidr: "10.194.4.0/24",
          peerAddress: "192.0.2.105",
        },
      ],
    },
    expected: {},
  },
  {
    name: "a site by IPsec is removed",
    sites: (sites) => sites.filter(({ id }) => id !== "district-01-health-centre-02"),
    expected: {},
  },
  {
    name: "a site's VPN device has another address",
    sites: (sites) =>
      sites.map((site) =>
        site.id === "district-01-health-centre-02" ? { ...site, peerAddress: sites[1]?.peerAddress } : site,
      ),
    expected: {},
  },
  {
    name: "the next hop of a link between the clouds",
    edits: { set: { "links.0.ends.chutian.0.nextHop": "10.24.0.9" } },
    expected: {},
  },
];
