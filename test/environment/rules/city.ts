import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { checkRules } from "../../../src/environment/rules";
import { environmentSchema } from "../../../src/environment/schema/environment";
import { site, SITE_COLUMNS } from "../../../src/environment/schema/sites";
import type { StatefulRecord } from "../../../src/environment/stateful";
import { formatFault, parseCsv, parseYaml, validateDocument, type Fault } from "../../../src/environment/yaml";

/** Values by their path in the YAML, such as `clusters[0].controlPlane.nodes`; undefined takes a value away. */
export type Changes = Readonly<Record<string, unknown>>;

/** What is checked: a city without faults, changed in a few places. */
export interface Attempt {
  readonly changes?: Changes;
  /** Replaces rows of the sites file: the text of the first by that of the second. */
  readonly sites?: readonly [string, string];
  /** Things of the last release's record. */
  readonly record?: readonly string[];
  /** Versions of the clusters in that record. */
  readonly versions?: Readonly<Record<string, string>>;
  /** Cloud controllers of the clusters in that record. */
  readonly cloudControllers?: StatefulRecord["cloudControllers"];
  /** When it is checked. */
  readonly now?: string;
}

const NOW = "2027-01-01T00:00:00+08:00";
const FOLDER = __dirname;
const YAML = readFileSync(join(FOLDER, "city.yaml"), "utf8");
const SITES = readFileSync(join(FOLDER, "city", "sites.csv"), "utf8");

/** The faults of the changed city, as `path: message`; without their places, which the changes move. */
export function faultsWith(changes: Changes, attempt: Omit<Attempt, "changes"> = {}): string[] {
  return faultsOf({ ...attempt, changes }).map(({ path, message }) => `${path}: ${message}`);
}

/** The same as the lines that people read. */
export function linesWith(changes: Changes, attempt: Omit<Attempt, "changes"> = {}): string[] {
  return faultsOf({ ...attempt, changes }).map(formatFault);
}

function faultsOf({
  changes = {},
  sites = ["", ""],
  record = [],
  versions = {},
  cloudControllers = {},
  now = NOW,
}: Attempt): readonly Fault[] {
  const { document, faults } = parseYaml("city.yaml", encode(changedText(changes)));
  if (!document) return faults;
  const specification = validateDocument(document, environmentSchema);
  if ("faults" in specification) return specification.faults;
  const table = parseCsv("city/sites.csv", encode(SITES.replace(...sites)), site, SITE_COLUMNS);
  if (table.faults.length > 0) return table.faults;
  return checkRules({
    specification: specification.value,
    sites: table.rows.map(({ value, placeOf }) => ({ site: value, placeOf })),
    placeOf: document.placeOf,
    now: new Date(now),
    record: {
      file: "city/stateful.json",
      environment: "city",
      versions,
      cloudControllers,
      things: record.map((id, index) => ({ id, place: { file: "city/stateful.json", line: index + 4, column: 5 } })),
    },
  });
}

/** Without changes the file stays as it is, so that places can be read in it. */
function changedText(changes: Changes): string {
  if (Object.keys(changes).length === 0) return YAML;
  const document = parseDocument(YAML);
  for (const [path, value] of Object.entries(changes)) {
    const parts = path
      .split(/[.[\]]+/)
      .filter((part) => part !== "")
      .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
    if (value === undefined) document.deleteIn(parts);
    else document.setIn(parts, document.createNode(value));
  }
  return document.toString();
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
