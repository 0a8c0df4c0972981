import { isDeepStrictEqual } from "node:util";
import { withoutKeys, type JsonRecord } from "../../terraform/json-record";
import { withDependencies, type SynthesizedApp, type SynthesizedStack } from "./synthesized-app";

/**
 * The stacks that are the same in the base and the head, and depend on no other: Terraform has nothing to find in them.
 * Assets are compared by their paths, in which cdktf writes the hash of their content.
 */
export function untouchedStacks(base: SynthesizedApp, head: SynthesizedApp): ReadonlySet<string> {
  const isSame = (name: string): boolean => {
    const before = base.get(name);
    const after = head.get(name);
    return before !== undefined && after !== undefined && isDeepStrictEqual(meaning(before), meaning(after));
  };
  return new Set([...head.keys()].filter((name) => [...withDependencies(head, [name])].every(isSame)));
}

/** Under the top-level `//` cdktf notes its version and its outputs, which mean nothing to Terraform. */
function meaning({ configuration }: SynthesizedStack): JsonRecord {
  return withoutKeys(configuration, "//");
}
