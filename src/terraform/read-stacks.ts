import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { StackFile } from "./configuration";
import { isRecord } from "./json-record";

const STACK_FILE = "cdk.tf.json";
/** The folder in which cdktf writes a folder for each stack. */
export const STACKS_FOLDER = "stacks";

/**
 * Reads the stacks that cdktf wrote to a folder, such as `cdktf.out`.
 *
 * @param includes which stacks, by name. Default: all.
 * @throws Error when the folder has no stacks, or a file is not Terraform's JSON.
 */
export function readStacks(outdir: string, includes: (stack: string) => boolean = () => true): StackFile[] {
  const folder = join(outdir, STACKS_FOLDER);
  if (!existsSync(folder)) throw new Error(`${folder} does not exist: synthesize first, with npm run synth`);
  return readdirSync(folder)
    .filter((name) => includes(name) && existsSync(join(folder, name, STACK_FILE)))
    .sort()
    .map((name) => {
      const file = join(folder, name, STACK_FILE);
      const terraform: unknown = JSON.parse(readFileSync(file, "utf8"));
      if (!isRecord(terraform)) throw new Error(`${file}: expected Terraform's JSON syntax, a map of blocks`);
      return { name, terraform };
    });
}
