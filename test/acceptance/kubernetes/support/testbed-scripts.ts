import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const FOLDER = join(__dirname, "..", "testbed");

const run = promisify(execFile);

/** Cuts a whole cloud off, or heals it: see `testbed/region.sh`. */
export async function region(deed: "cut" | "heal", name: string): Promise<void> {
  await script("region.sh", deed, name);
}

/** Starts the controller manager anew, with flags besides the testbed's own; with none as the testbed does. */
export async function restartControllers(flags: readonly string[] = []): Promise<void> {
  await script("controllers.sh", ...flags);
}

async function script(name: string, ...words: readonly string[]): Promise<void> {
  await run("bash", [join(FOLDER, name), ...words]);
}
