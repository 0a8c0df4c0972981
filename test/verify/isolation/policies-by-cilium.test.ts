import type { PolicyReading } from "../../../src/analysis/isolation/kubernetes/pod-filters";
import { ownVerdicts } from "./support/own-verdicts";
import type { End, NetworkPolicy, Pod, Service } from "./support/policy-set";

const WEB: Pod = { name: "web", namespace: "medical", labels: { app: "web" }, address: "10.244.0.4", ports: [] };
const STORE: Pod = {
  name: "store",
  namespace: "medical",
  labels: { app: "store" },
  address: "10.244.1.5",
  ports: [{ name: "postgresql", protocol: "TCP", containerPort: 5432 }],
};
const OUTSIDE = "203.0.113.7";
const HTTPS: Service = { protocol: "TCP", port: 443 };
const POSTGRESQL: Service = { protocol: "TCP", port: 5432 };

/** Whether a packet passes under one policy in the namespace of both pods. */
function passes(reading: PolicyReading, spec: NetworkPolicy["spec"], from: End, to: End, service: Service): boolean {
  const set = {
    namespaces: [{ name: "medical", labels: {} }],
    pods: [WEB, STORE],
    policies: [{ metadata: { name: "policy", namespace: "medical" }, spec }],
  };
  return ownVerdicts(set, { pairs: [[from, to]], services: [service] }, reading)[0] ?? false;
}

/** Where Cilium departs from the specification. What stands here is by hand, from Cilium's documentation and source. */
const DEPARTURES: readonly {
  readonly what: string;
  readonly spec: NetworkPolicy["spec"];
  readonly packet: readonly [from: End, to: End, service: Service];
  readonly specification: boolean;
}[] = [
  {
    what: "egress to a block reaches no pod whose address is in it",
    spec: { podSelector: {}, policyTypes: ["Egress"], egress: [{ to: [{ ipBlock: { cidr: "10.244.0.0/16" } }] }] },
    packet: [WEB, STORE, HTTPS],
    specification: true,
  },
  {
    what: "egress to every address reaches no pod, either",
    spec: { podSelector: {}, policyTypes: ["Egress"], egress: [{ to: [{ ipBlock: { cidr: "0.0.0.0/0" } }] }] },
    packet: [WEB, STORE, HTTPS],
    specification: true,
  },
  {
    what: "ingress from a block lets no pod in whose address is in it",
    spec: { podSelector: {}, policyTypes: ["Ingress"], ingress: [{ from: [{ ipBlock: { cidr: "10.244.0.4/32" } }] }] },
    packet: [WEB, STORE, HTTPS],
    specification: true,
  },
  {
    what: "an egress rule isolates although the types say Ingress alone",
    spec: { podSelector: {}, policyTypes: ["Ingress"], egress: [{ ports: [{ port: 443 }] }] },
    packet: [WEB, OUTSIDE, POSTGRESQL],
    specification: true,
  },
  {
    what: "an ingress rule isolates although the types say Egress alone",
    spec: { podSelector: {}, policyTypes: ["Egress"], egress: [{}], ingress: [{ ports: [{ port: 443 }] }] },
    packet: [WEB, STORE, POSTGRESQL],
    specification: true,
  },
  {
    what: "a port's name in a rule to a block may be any port outside",
    spec: {
      podSelector: {},
      policyTypes: ["Egress"],
      egress: [{ to: [{ ipBlock: { cidr: "203.0.113.0/24" } }], ports: [{ port: "postgresql" }] }],
    },
    packet: [WEB, OUTSIDE, POSTGRESQL],
    specification: false,
  },
];

/** Where it does not, next to the departures. */
const AGREEMENTS: readonly {
  readonly what: string;
  readonly spec: NetworkPolicy["spec"];
  readonly packet: readonly [from: End, to: End, service: Service];
  readonly passes: boolean;
}[] = [
  {
    what: "a block outside of the cluster matches",
    spec: { podSelector: {}, policyTypes: ["Egress"], egress: [{ to: [{ ipBlock: { cidr: "203.0.113.0/24" } }] }] },
    packet: [WEB, OUTSIDE, HTTPS],
    passes: true,
  },
  {
    what: "its except does not",
    spec: {
      podSelector: {},
      policyTypes: ["Egress"],
      egress: [{ to: [{ ipBlock: { cidr: "203.0.113.0/24", except: ["203.0.113.7/32"] } }] }],
    },
    packet: [WEB, OUTSIDE, HTTPS],
    passes: false,
  },
  {
    what: "a rule without peers reaches pods, too",
    spec: { podSelector: {}, policyTypes: ["Egress"], egress: [{}] },
    packet: [WEB, STORE, HTTPS],
    passes: true,
  },
  {
    what: "a type without rules denies",
    spec: { podSelector: {}, policyTypes: ["Ingress"] },
    packet: [WEB, STORE, HTTPS],
    passes: false,
  },
  {
    what: "an empty list of rules isolates no direction that the types leave out",
    spec: { podSelector: {}, policyTypes: ["Egress"], ingress: [], egress: [{}] },
    packet: [WEB, STORE, HTTPS],
    passes: true,
  },
  {
    what: "a port's name among pods is what the receiver calls so",
    spec: {
      podSelector: { matchLabels: { app: "store" } },
      policyTypes: ["Ingress"],
      ingress: [{ ports: [{ port: "postgresql" }] }],
    },
    packet: [WEB, STORE, POSTGRESQL],
    passes: true,
  },
];

describe("NetworkPolicies as Cilium reads them", () => {
  it.each(DEPARTURES)("depart from the specification: $what", ({ spec, packet, specification }) => {
    expect(passes("specification", spec, ...packet)).toBe(specification);
    expect(passes("cilium", spec, ...packet)).toBe(!specification);
  });

  it.each(AGREEMENTS)("agree with the specification: $what", ({ spec, packet, passes: expected }) => {
    expect(passes("specification", spec, ...packet)).toBe(expected);
    expect(passes("cilium", spec, ...packet)).toBe(expected);
  });
});
