import type { Resource } from "../../../terraform/configuration";
import { isValueRecord, type Value } from "../../../terraform/symbolic-value";
import type { Arguments } from "../model/arguments";
import { knownText, type UnknownLabels } from "./label-selectors";

/** Labels as far as they are known. */
export interface Labels {
  readonly labels: ReadonlyMap<string, string>;
  readonly unknownLabels: UnknownLabels;
}

/** A namespace of a cluster. */
export interface PodNamespace extends Labels {
  readonly name: string;
  /** Undefined for one that these stacks do not make, of which nothing but its name is known. */
  readonly origin: Resource | undefined;
}

/** With which Kubernetes itself labels each namespace; its value is the namespace's name. */
export const NAMESPACE_NAME_LABEL = "kubernetes.io/metadata.name";

export const NAMESPACE_TYPES: readonly string[] = ["kubernetes_namespace_v1", "kubernetes_namespace"];

/** The namespaces that some stacks make. One whose name is not known is reported and left out. */
export function readNamespaces(given: Arguments, stacks: ReadonlySet<string>): PodNamespace[] {
  return NAMESPACE_TYPES.flatMap((type) => given.configuration.ofType(type))
    .filter(({ stack }) => stacks.has(stack))
    .flatMap((origin) => {
      const [metadata] = given.blocks(origin, "metadata");
      const name = knownText(metadata?.name);
      if (name === undefined) {
        given.report(origin, "its name is not known, so nothing is said about its pods");
        return [];
      }
      const { labels, unknownLabels } = readLabels(metadata?.labels);
      return [{ name, origin, labels: new Map([...labels, [NAMESPACE_NAME_LABEL, name]]), unknownLabels }];
    });
}

/** One that stands in a cluster, and that these stacks do not make. */
export function foreignNamespace(name: string): PodNamespace {
  return { name, origin: undefined, labels: new Map([[NAMESPACE_NAME_LABEL, name]]), unknownLabels: "any" };
}

/** @param added keys of labels that somebody else adds. Default: none. */
export function readLabels(value: Value, added: readonly string[] = []): Labels {
  if (value === undefined) return { labels: new Map(), unknownLabels: new Set(added) };
  if (!isValueRecord(value)) return { labels: new Map(), unknownLabels: "any" };
  const entries = Object.entries(value).filter(([, text]) => text !== undefined && text !== null);
  const labels = new Map<string, string>();
  const unknownLabels = new Set(added);
  for (const [key, each] of entries) {
    const text = knownText(each);
    if (text === undefined) unknownLabels.add(key);
    else labels.set(key, text);
  }
  return { labels, unknownLabels };
}
