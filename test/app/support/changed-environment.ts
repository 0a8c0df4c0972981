import { readFileSync } from "node:fs";
import { isMap, isSeq, parseDocument } from "yaml";
import { Environment } from "../../../src/environment/environment";
import { environmentSchema } from "../../../src/environment/schema/environment";
import { site, type Site } from "../../../src/environment/schema/sites";

/** A path in the YAML with dots, such as `clusters.0.controlPlane.nodes`. */
export interface Edits {
  /** Values to set, by path; undefined takes a value away. */
  readonly set?: Readonly<Record<string, unknown>>;
  /** Values to put before the first of a list, by the list's path. */
  readonly prepend?: Readonly<Record<string, unknown>>;
  /** Sites to put before the others, as the columns of the sites' file. */
  readonly sites?: readonly Readonly<Record<string, string>>[];
}

/** An environment of the repository, changed in a few places. Rules across fields are not asked. */
export function changedEnvironment(name: string, edits: Edits = {}, sites: readonly Site[] = []): Environment {
  const file = `environments/${name}.yaml`;
  const document = parseDocument(readFileSync(file, "utf8"));
  for (const [path, value] of Object.entries(edits.set ?? {})) {
    if (value === undefined) document.deleteIn(keysOf(path));
    else document.setIn(keysOf(path), document.createNode(value));
  }
  for (const [path, value] of Object.entries(edits.prepend ?? {})) {
    const list = document.getIn(keysOf(path));
    if (!isSeq(list)) throw new Error(`${file}: ${path} is no list`);
    list.items.unshift(document.createNode(value));
  }
  return new Environment({
    specification: environmentSchema.parse(document.toJS()),
    sites: [...(edits.sites ?? []).map((row) => site.parse(row)), ...sites],
    placeOf: () => ({ file, line: 1, column: 1 }),
  });
}

/** A value of an environment's YAML, to be changed and added as another. */
export function valueAt(name: string, path: string): Record<string, unknown> {
  const document = parseDocument(readFileSync(`environments/${name}.yaml`, "utf8"));
  const node = document.getIn(keysOf(path), true);
  if (!isMap(node)) throw new Error(`environments/${name}.yaml: ${path} is no mapping`);
  const value: unknown = node.toJS(document);
  return { ...(value as Record<string, unknown>) };
}

function keysOf(path: string): (string | number)[] {
  return path.split(".").map((key) => (/^\d+$/.test(key) ? Number(key) : key));
}
