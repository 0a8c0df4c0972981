import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { clock } from "./clock";
import { Environment } from "./environment";
import { checkRules } from "./rules";
import { environmentSchema, type EnvironmentSpecification } from "./schema/environment";
import { site, SITE_COLUMNS, type Site } from "./schema/sites";
import { statefulRecordSchema, type StatefulRecord } from "./stateful";
import {
  comparePlaces,
  parseCsv,
  parseYaml,
  readBytes,
  validateDocument,
  type CsvRow,
  type Fault,
  type ParsedYaml,
  type YamlDocument,
} from "./yaml";

/** Where environments stand, beside the program that is started. */
export const ENVIRONMENTS_FOLDER = "environments";

/** An environment, or everything that is wrong with it. */
export type LoadResult =
  | { readonly environment: Environment; readonly faults?: undefined }
  | { readonly environment?: undefined; readonly faults: readonly Fault[] };

/** The environments of a folder, by name: `prod` for `prod.yaml`. */
export function environmentNames(folder: string = ENVIRONMENTS_FOLDER): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(".yaml"))
    .map((file) => file.slice(0, -".yaml".length))
    .sort();
}

/**
 * Reads `<folder>/<name>.yaml`, its sites and the record of its last release, and checks all of it. Rules across fields run
 * once every field by itself is right.
 */
export function loadEnvironment(name: string, folder: string = ENVIRONMENTS_FOLDER): LoadResult {
  const file = join(folder, `${name}.yaml`);
  const { document, faults } = readYaml(file);
  if (!document) return { faults };
  const validated = validateDocument(document, environmentSchema);
  if ("faults" in validated) return { faults: validated.faults };

  const specification = validated.value;
  const named = checkName(document, specification, name);
  const sites = loadSites(document, specification, folder);
  const record = loadRecord(folder, name);
  const fileFaults = [...named, ...sites.faults, ...record.faults];
  if (fileFaults.length > 0)
    return { faults: fileFaults.sort((left, right) => comparePlaces(left.place, right.place)) };

  const ruleFaults = checkRules({
    specification,
    sites: sites.rows.map(({ value, placeOf }) => ({ site: value, placeOf })),
    placeOf: (path) => document.placeOf(path),
    now: clock(),
    ...(record.record && { record: record.record }),
  });
  if (ruleFaults.length > 0) return { faults: ruleFaults };
  return {
    environment: new Environment({
      specification,
      sites: sites.rows.map(({ value }) => value),
      placeOf: (path) => document.placeOf(path),
    }),
  };
}

function readYaml(file: string): ParsedYaml {
  const bytes = readBytes(file);
  return "value" in bytes ? parseYaml(file, bytes.value) : bytes;
}

function checkName(document: YamlDocument, { environment }: EnvironmentSpecification, name: string): Fault[] {
  if (environment === name) return [];
  return [
    {
      place: document.placeOf(["environment"]),
      path: "environment",
      message: `got "${environment}", expected "${name}", the name of the file`,
    },
  ];
}

function loadSites(
  document: YamlDocument,
  { sites }: EnvironmentSpecification,
  folder: string,
): { rows: readonly CsvRow<Site>[]; faults: readonly Fault[] } {
  const file = join(folder, sites.file);
  const place = document.placeOf(["sites", "file"]);
  const bytes = readBytes(file, { place, path: "sites.file", given: sites.file, folder });
  return "value" in bytes ? parseCsv(file, bytes.value, site, SITE_COLUMNS) : { rows: [], faults: bytes.faults };
}

/** The record is JSON, which is YAML: so its faults have places as well. */
function loadRecord(folder: string, name: string): { record?: StatefulRecord; faults: readonly Fault[] } {
  const file = join(folder, name, "stateful.json");
  if (!existsSync(file)) return { faults: [] };
  const { document, faults } = readYaml(file);
  if (!document) return { faults };
  const validated = validateDocument(document, statefulRecordSchema);
  if ("faults" in validated) return { faults: validated.faults };
  const { environment, versions, cloudControllers, things } = validated.value;
  if (environment !== name) {
    const message = `got "${environment}", expected "${name}", the environment whose folder this is`;
    return { faults: [{ place: document.placeOf(["environment"]), path: "environment", message }] };
  }
  return {
    record: {
      file,
      environment,
      versions,
      cloudControllers,
      things: things.map((id, index) => ({ id, place: document.placeOf(["things", index]) })),
    },
    faults: [],
  };
}
