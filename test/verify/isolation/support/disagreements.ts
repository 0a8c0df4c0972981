import { ownVerdicts } from "./own-verdicts";
import type { End, PolicySet, Questions } from "./policy-set";

/** A set, what is asked about it, and what the other evaluator says. */
export interface Answered {
  readonly index: number;
  readonly set: PolicySet;
  readonly questions: Questions;
  readonly verdicts: readonly boolean[];
}

/**
 * Packets about which the analysis and the other evaluator do not agree, each with the set's number.
 * @param seen the set as the analysis gets to see it
 */
export function disagreements({ index, set, questions, verdicts }: Answered, seen: PolicySet = set): string[] {
  const own = ownVerdicts(seen, questions, "specification");
  if (own.length !== verdicts.length) throw new Error(`set ${index}: ${own.length} verdicts, not ${verdicts.length}`);
  const { pairs, services } = questions;
  return pairs.flatMap(([from, to], pair) =>
    services.flatMap(({ protocol, port }, service) => {
      const position = pair * services.length + service;
      if (own[position] === verdicts[position]) return [];
      const [passes, other] = own[position] ? ["passes", "does not"] : ["does not pass", "does"];
      return [
        `set ${index}: ${describe(from)} -> ${describe(to)} ${protocol}/${port} ${passes}, by the other evaluator it ${other}`,
      ];
    }),
  );
}

/** The first disagreements, with the policies of the first one's set. */
export function report(answered: readonly Answered[], found: readonly string[]): string {
  const [first] = found;
  if (first === undefined) return "";
  const set = answered.find(({ index }) => first.startsWith(`set ${index}:`))?.set;
  return [
    `${found.length} disagreements`,
    ...found.slice(0, 10),
    ...(set ? [JSON.stringify(set.namespaces), ...set.policies.map((policy) => JSON.stringify(policy))] : []),
  ].join("\n");
}

function describe(end: End): string {
  if (typeof end === "string") return end;
  return `${end.namespace}/${end.name} (${end.address}, ${JSON.stringify(end.labels)}, ${JSON.stringify(end.ports)})`;
}
