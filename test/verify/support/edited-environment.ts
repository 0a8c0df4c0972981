import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "../../../src/environment/environment";
import { ENVIRONMENTS_FOLDER, loadEnvironment } from "../../../src/environment/load";
import { formatFault } from "../../../src/environment/yaml";

/** A line to change: the first with this text after the one that begins what it belongs to. */
export interface LineEdit {
  readonly of: string;
  readonly from: string;
  readonly to: string;
}

/**
 * An environment of the repository after edits of its YAML, read as a user's: every rule is asked.
 *
 * @param folder for the edited files; the caller removes it.
 * @throws Error with its faults.
 */
export function editedEnvironment(name: string, edits: readonly LineEdit[], folder: string): Environment {
  const environments = join(folder, ENVIRONMENTS_FOLDER);
  cpSync(ENVIRONMENTS_FOLDER, environments, { recursive: true });
  const file = join(environments, `${name}.yaml`);
  writeFileSync(file, edits.reduce(editedText, readFileSync(file, "utf8")));
  const { environment, faults } = loadEnvironment(name, environments);
  if (environment) return environment;
  throw new Error(faults.map(formatFault).join("\n"));
}

function editedText(text: string, { of, from, to }: LineEdit): string {
  const lines = text.split("\n");
  const start = lines.findIndex((line) => line.trim() === `- ${of}`);
  const index = lines.findIndex((line, number) => start >= 0 && number > start && line.trim() === from);
  if (index < 0) throw new Error(`there is no line "${from}" after "- ${of}"`);
  return lines.map((line, number) => (number === index ? line.replace(from, to) : line)).join("\n");
}
