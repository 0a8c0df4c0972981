import { admissionPolicyProblem } from "../admission-policy-versions";
import { fault, indexed, type Rule } from "./rule";

/** Every cluster enforces the operating standard: an older one would take what the others refuse. */
export const admissionPolicies: Rule = (context) =>
  indexed(context.specification.clusters).flatMap(({ value: { version }, index }) => {
    const problem = admissionPolicyProblem(version);
    return problem === undefined ? [] : [fault(context, ["clusters", index, "version"], problem)];
  });
