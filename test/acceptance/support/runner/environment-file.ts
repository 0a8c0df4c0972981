import { existsSync, readFileSync } from "node:fs";

/** The variables that a testbed gives its tests, as `KEY=VALUE` lines without quotes. A testbed that gives none writes no file. */
export function readEnvironmentFile(file: string): Record<string, string> {
  if (!existsSync(file)) return {};
  const lines = readFileSync(file, "utf8").split("\n");
  return Object.fromEntries(lines.filter((line) => line !== "").map((line) => variableOf(line, file)));
}

function variableOf(line: string, file: string): [name: string, value: string] {
  const separator = line.indexOf("=");
  if (separator < 1) throw new Error(`${file}: got "${line}", a line has to be KEY=VALUE`);
  return [line.slice(0, separator), line.slice(separator + 1)];
}
