import type { IConstruct } from "constructs";

/** A path in the environment's YAML, such as `["clusters", 0, "pools", 1]`. */
export type SourcePath = readonly (string | number)[];

const SOURCE = "health-cloud:source";
const REASON = "health-cloud:why";

/** Notes from which value of the YAML a construct, and all below it, comes. */
export function recordSource(construct: IConstruct, path: SourcePath): void {
  construct.node.addMetadata(SOURCE, path);
}

/** Notes the flow or infrastructure need that a rule comes from. */
export function recordReason(construct: IConstruct, why: string): void {
  construct.node.addMetadata(REASON, why);
}

/** The reasons noted on a construct, in the order in which they were given. */
export function reasonsOf(construct: IConstruct): string[] {
  return construct.node.metadata.flatMap(({ type, data }) =>
    type === REASON && typeof data === "string" ? [data] : [],
  );
}

/** Where a construct comes from: the nearest note on it or above it. */
export function sourceOf(construct: IConstruct): SourcePath | undefined {
  for (const scope of [...construct.node.scopes].reverse()) {
    const entry = scope.node.metadata.findLast(({ type }) => type === SOURCE);
    if (entry && isSourcePath(entry.data)) return entry.data;
  }
  return undefined;
}

function isSourcePath(data: unknown): data is SourcePath {
  return Array.isArray(data) && data.every((part) => typeof part === "string" || typeof part === "number");
}
