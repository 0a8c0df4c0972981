import type { TerraformJson } from "./check-schema";
import { evaluateText, type Resolve } from "./expressions";

/**
 * Resolves references to what is written in the same stack: `kubernetes_namespace_v1.vendor.metadata[0].name` is the name in
 * that resource's arguments. What a provider computes is not written anywhere, so it stays undefined.
 */
export function argumentReferences({ resource, data }: TerraformJson): Resolve {
  const resolve: Resolve = (reference) => {
    const steps = stepsOf(reference);
    const [root, ...inner] = steps[0] === "data" ? [data, ...steps.slice(1)] : [resource, ...steps];
    const value = inner.reduce<unknown>(stepInto, root);
    return typeof value === "string" ? evaluateText(value, resolve) : value;
  };
  return resolve;
}

/** The names and numbers of a traversal: `a.b[0]["c"]` has a, b, 0 and c. */
function stepsOf(reference: string): (string | number)[] {
  return [...reference.matchAll(/\["([^"]*)"\]|\[(\d+)\]|([A-Za-z_][\w-]*)/g)].map(([, key, index, name]) =>
    index === undefined ? (key ?? name ?? "") : Number(index),
  );
}

function stepInto(value: unknown, step: string | number): unknown {
  // Terraform's JSON syntax takes a single block without its list.
  if (typeof step === "number") return Array.isArray(value) ? (value[step] as unknown) : step === 0 ? value : undefined;
  if (typeof value !== "object" || value === null) return undefined;
  return Object.entries(value).find(([key]) => key === step)?.[1] as unknown;
}
