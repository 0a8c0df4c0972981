import { disagreements, report, type Answered } from "./support/disagreements";
import { generatePolicySets } from "./support/generate";
import { MUTATIONS, mutated } from "./support/mutations";
import { otherVerdicts } from "./support/other-verdicts";
import { peersIn, portsIn, type NetworkPolicy } from "./support/policy-set";
import { questionsAbout } from "./support/questions";

const SETS = 500;
/** How many sets a misreading may take to show. */
const MUTATED_SETS = 100;

/** How many policies of all sets say something. */
function saying(answered: readonly Answered[], says: (policy: NetworkPolicy) => boolean): number {
  return answered.flatMap(({ set }) => set.policies).filter(says).length;
}

describe("NetworkPolicies by the specification", () => {
  let answered: Answered[] = [];

  beforeAll(() => {
    const asked = generatePolicySets(SETS).map((set) => [set, questionsAbout(set)] as const);
    const verdicts = otherVerdicts(asked);
    answered = asked.map(([set, questions], index) => ({ index, set, questions, verdicts: verdicts[index] ?? [] }));
  });

  it("are read as another evaluator reads them, in every packet at an edge of 500 policy sets", () => {
    expect(
      report(
        answered,
        answered.flatMap((each) => disagreements(each)),
      ),
    ).toBe("");
  });

  it("are asked about evenly: much passes, and much does not", () => {
    const all = answered.flatMap(({ verdicts }) => verdicts);
    const passing = all.filter(Boolean).length;
    expect(all.length).toBeGreaterThan(500_000);
    expect(passing / all.length).toBeGreaterThan(0.25);
    expect(passing / all.length).toBeLessThan(0.75);
  });

  it.each<[what: string, says: (policy: NetworkPolicy) => boolean]>([
    ["a rule for ingress", ({ spec }) => (spec.ingress ?? []).length > 0],
    ["a rule for egress", ({ spec }) => (spec.egress ?? []).length > 0],
    ["no types", ({ spec }) => spec.policyTypes === undefined],
    ["types and no rules", ({ spec }) => (spec.policyTypes ?? []).length > 0 && !spec.ingress && !spec.egress],
    ["an empty list of rules", ({ spec }) => spec.ingress?.length === 0 || spec.egress?.length === 0],
    [
      "an empty rule",
      ({ spec }) => [...(spec.ingress ?? []), ...(spec.egress ?? [])].some((rule) => Object.keys(rule).length === 0),
    ],
    ["types without a rule's direction", ({ spec }) => !!spec.egress?.length && spec.policyTypes?.join() === "Ingress"],
    ["all pods of its namespace", ({ spec }) => Object.keys(spec.podSelector).length === 0],
    ["an expression for its pods", ({ spec }) => !!spec.podSelector.matchExpressions?.length],
    ["a block with an except", (policy) => peersIn(policy).some(({ ipBlock }) => ipBlock?.except?.length)],
    [
      "pods of its own namespace",
      (policy) => peersIn(policy).some((peer) => peer.podSelector && !peer.namespaceSelector),
    ],
    [
      "pods of other namespaces",
      (policy) => peersIn(policy).some((peer) => peer.podSelector && peer.namespaceSelector),
    ],
    [
      "every namespace",
      (policy) =>
        peersIn(policy).some((peer) => peer.namespaceSelector && Object.keys(peer.namespaceSelector).length === 0),
    ],
    ["a port by its name", (policy) => portsIn(policy).some(({ port }) => typeof port === "string")],
    ["a range of ports", (policy) => portsIn(policy).some(({ endPort }) => endPort !== undefined)],
    ["a protocol without a port", (policy) => portsIn(policy).some(({ port }) => port === undefined)],
    ["a port without a protocol", (policy) => portsIn(policy).some(({ protocol }) => protocol === undefined)],
  ])("say %s in at least 20 policies", (_, says) => {
    expect(saying(answered, says)).toBeGreaterThanOrEqual(20);
  });

  it.each(Object.entries(MUTATIONS))("disagree after a misreading: %s", (_, mutation) => {
    const found = answered
      .slice(0, MUTATED_SETS)
      .some((each) => disagreements(each, mutated(each.set, mutation)).length > 0);
    expect(found).toBe(true);
  });
});
