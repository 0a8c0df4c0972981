import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** Tests that share what they need: a folder of `test/acceptance`. */
export interface Lane {
  readonly name: string;
  readonly folder: string;
}

/** A script of a lane's `testbed` folder, each of which a lane may lack. */
export type TestbedScript = "build.sh" | "up.sh" | "down.sh";

/** Code that the lanes share stands beside them. */
const SUPPORT = "support";

/**
 * The lanes that were asked for, in the order of their names.
 * @param asked names; none asks for all.
 * @throws Error that names the lanes there are when one was asked for that is not among them.
 */
export function selectLanes(folder: string, asked: readonly string[]): Lane[] {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== SUPPORT)
    .map(({ name }) => name)
    .sort();
  const unknown = asked.filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new Error(`no lane is named ${unknown.join(", ")}: there are ${names.join(", ")}`);
  return names
    .filter((name) => asked.length === 0 || asked.includes(name))
    .map((name) => ({ name, folder: join(folder, name) }));
}

/** The path of a lane's script; undefined when the lane needs none. */
export function testbedScript({ folder }: Lane, script: TestbedScript): string | undefined {
  const path = join(folder, "testbed", script);
  return existsSync(path) ? path : undefined;
}
