import fc from "fast-check";
import { addressNumber, addressText, blockEdges } from "./addresses";
import type {
  EgressRule,
  IngressRule,
  IpBlock,
  Namespace,
  NetworkPolicy,
  Peer,
  Pod,
  PolicySet,
  Port,
  Selector,
} from "./policy-set";

/** The same numbers make the same sets. */
const SEED = 20261129;

/** Few of each, so that selectors meet pods and rules meet each other. */
const NAMESPACES = ["medical", "internet", "exchange", "platform"];
const LABELS = { app: ["web", "api", "store"], tier: ["front", "back"], zone: ["a"] };
const PORT_NAMES = ["http", "metrics", "dns"];
const PORT_NUMBERS = [1, 53, 80, 81, 443, 8080, 9090, 30000, 65535];
const PROTOCOLS = ["TCP", "UDP", "SCTP"] as const;

/** Addresses in the network of pods and outside, from which blocks are made. */
const BLOCK_ADDRESSES = ["10.244.0.0", "10.244.0.5", "10.244.1.5", "10.244.1.9", "192.0.2.77", "203.0.113.0"];

const labels = fc
  .record(
    {
      app: fc.constantFrom(...LABELS.app),
      tier: fc.constantFrom(...LABELS.tier),
      zone: fc.constantFrom(...LABELS.zone),
    },
    { requiredKeys: [] },
  )
  .map((record): Record<string, string> => ({ ...record }));

const expression = fc.constantFrom<keyof typeof LABELS>("app", "tier", "zone").chain((key) =>
  fc.oneof(
    fc.record({ key: fc.constant(key), operator: fc.constantFrom("Exists" as const, "DoesNotExist" as const) }),
    fc.record({
      key: fc.constant(key),
      operator: fc.constantFrom("In" as const, "NotIn" as const),
      values: fc.uniqueArray(fc.constantFrom(...LABELS[key], "other"), { minLength: 1, maxLength: 2 }),
    }),
  ),
);

const selector: fc.Arbitrary<Selector> = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  { weight: 2, arbitrary: fc.record({ matchLabels: labels }) },
  { weight: 2, arbitrary: fc.record({ matchExpressions: fc.array(expression, { minLength: 1, maxLength: 2 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({ matchLabels: labels, matchExpressions: fc.array(expression, { maxLength: 1 }) }),
  },
);

const namespaceSelector: fc.Arbitrary<Selector> = fc.oneof(
  selector,
  fc.constantFrom(...NAMESPACES).map((name) => ({ matchLabels: { "kubernetes.io/metadata.name": name } })),
);

const ipBlock: fc.Arbitrary<IpBlock> = fc
  .tuple(fc.constantFrom(...BLOCK_ADDRESSES), fc.constantFrom(0, 8, 16, 24, 28, 30, 31, 32))
  .chain(([address, length]) => {
    const cidr = `${address}/${length}`;
    return fc.record({ cidr: fc.constant(cidr), except: exceptIn(cidr, length) }, { requiredKeys: ["cidr"] });
  });

/** Smaller blocks in a block, as Kubernetes demands; none in a single address. */
function exceptIn(cidr: string, length: number): fc.Arbitrary<string[]> {
  const [first, last] = blockEdges(cidr);
  const bases = [first, last, ...BLOCK_ADDRESSES.map(addressNumber).filter((each) => each >= first && each <= last)];
  const lengths = [length + 1, 17, 25, 29, 31, 32].filter((each) => each > length && each <= 32);
  if (lengths.length === 0) return fc.constant([]);
  const block = fc
    .tuple(fc.constantFrom(...bases), fc.constantFrom(...lengths))
    .map(([base, size]) => `${addressText(base)}/${size}`);
  return fc.array(block, { minLength: 1, maxLength: 2 });
}

const peer: fc.Arbitrary<Peer> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ ipBlock }) },
  { weight: 2, arbitrary: fc.record({ podSelector: selector }) },
  { weight: 2, arbitrary: fc.record({ namespaceSelector }) },
  { weight: 2, arbitrary: fc.record({ namespaceSelector, podSelector: selector }) },
);

const protocol = fc.record({ protocol: fc.constantFrom(...PROTOCOLS) }, { requiredKeys: [] });

const port: fc.Arbitrary<Port> = fc
  .tuple(
    protocol,
    fc.oneof(
      { weight: 3, arbitrary: fc.record({ port: fc.constantFrom(...PORT_NUMBERS) }) },
      { weight: 2, arbitrary: fc.record({ port: fc.constantFrom(...PORT_NAMES) }) },
      { weight: 1, arbitrary: fc.constant({}) },
      {
        weight: 2,
        arbitrary: fc
          .tuple(fc.constantFrom(...PORT_NUMBERS), fc.constantFrom(...PORT_NUMBERS))
          .map(([one, other]) => ({ port: Math.min(one, other), endPort: Math.max(one, other) })),
      },
    ),
  )
  .map(([named, numbers]) => ({ ...named, ...numbers }));

const peers = fc.array(peer, { maxLength: 2 });
const ports = fc.array(port, { maxLength: 2 });

const ingressRule: fc.Arbitrary<IngressRule> = fc.record({ from: peers, ports }, { requiredKeys: [] });
const egressRule: fc.Arbitrary<EgressRule> = fc.record({ to: peers, ports }, { requiredKeys: [] });

/** With types, without, and with types that leave out the direction of a rule. */
const spec: fc.Arbitrary<NetworkPolicy["spec"]> = fc.record(
  {
    podSelector: selector,
    policyTypes: fc.subarray(["Ingress" as const, "Egress" as const]),
    ingress: fc.array(ingressRule, { maxLength: 2 }),
    egress: fc.array(egressRule, { maxLength: 2 }),
  },
  { requiredKeys: ["podSelector"] },
);

const containerPort = fc.record({
  name: fc.constantFrom(...PORT_NAMES),
  protocol: fc.constantFrom("TCP" as const, "TCP" as const, "UDP" as const),
  containerPort: fc.constantFrom(...PORT_NUMBERS),
});

function policySet(namespaces: readonly string[]): fc.Arbitrary<PolicySet> {
  const namespace = fc.constantFrom(...namespaces);
  const pod = fc.record({
    namespace,
    labels,
    ports: fc.uniqueArray(containerPort, { maxLength: 3, selector: ({ name }) => name }),
  });
  return fc.record({
    namespaces: fc.tuple(
      ...namespaces.map((name): fc.Arbitrary<Namespace> => fc.record({ name: fc.constant(name), labels })),
    ),
    pods: fc
      .array(pod, { minLength: 4, maxLength: 8, size: "max" })
      .map((pods) => pods.map((each, index): Pod => ({ ...each, name: `pod-${index}`, address: podAddress(index) }))),
    policies: fc.array(fc.record({ namespace, spec }), { minLength: 1, maxLength: 6, size: "max" }).map((policies) =>
      policies.map((each, index): NetworkPolicy => ({
        metadata: { name: `policy-${index}`, namespace: each.namespace },
        spec: each.spec,
      })),
    ),
  });
}

/** Every second pod is on another node, which has a block of addresses of its own. */
function podAddress(index: number): string {
  return `10.244.${index % 2}.${4 + index}`;
}

/** The policy sets, always the same ones. */
export function generatePolicySets(count: number): PolicySet[] {
  const sets = fc.subarray(NAMESPACES, { minLength: 2 }).chain((namespaces) => policySet(namespaces));
  return fc.sample(sets, { seed: SEED, numRuns: count });
}
