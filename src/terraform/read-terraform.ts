import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, extname, join, resolve } from "node:path";
import type { NotRead, ReadableStack } from "./configuration";
import { isRecord, type JsonRecord } from "./json-record";
import { readPlan, type PlanFile } from "./plan-file";
import { readStacks, STACKS_FOLDER } from "./read-stacks";

/** Terraform of any origin, and the files beside it that are not read. */
export interface ForeignTerraform {
  readonly files: readonly ReadableStack[];
  readonly notRead: readonly NotRead[];
}

const WRITTEN = ".tf.json";
const NOT_JSON = /\.(?:tf|tofu)$/;
/** Values of variables, and what a state or a lock file holds, open nothing by themselves. */
const OTHER_JSON = /\.tfvars\.json$|^manifest\.json$|\.provenance\.json$/;

/**
 * Reads Terraform that need not be this project's: a plan as `terraform show -json` prints it, a file of Terraform's JSON
 * syntax, a folder of either, or cdktf's output folder. A plan's stack has its file's name; the files of Terraform's JSON syntax in one folder
 * are one stack, as Terraform takes them.
 *
 * @throws Error that names what is there when it is none of these
 */
export function readTerraform(path: string): ForeignTerraform {
  if (!statSync(path, { throwIfNoEntry: false })) throw new Error(`${path} does not exist`);
  if (!statSync(path).isDirectory()) return fromFiles(path, [path]);
  const entries = readdirSync(path).sort();
  if (entries.includes(STACKS_FOLDER)) return { files: readStacks(path), notRead: [] };
  return fromFiles(
    path,
    entries.map((name) => join(path, name)),
  );
}

function fromFiles(path: string, files: readonly string[]): ForeignTerraform {
  const name = basename(resolve(path)).replace(/(?:\.tf)?\.json$/, "");
  const plans: ReadableStack[] = [];
  const written: JsonRecord[] = [];
  const notRead: NotRead[] = files
    .filter((file) => NOT_JSON.test(file))
    .map((file) => ({
      stack: name,
      address: basename(file),
      what: "HCL is not read: analyse a plan of it, terraform show -json",
    }));
  for (const file of files.filter((each) => extname(each) === ".json" && !OTHER_JSON.test(basename(each)))) {
    const content = parsed(file);
    const plan = planIn(file, content);
    if (plan) plans.push({ name: basename(file, ".json"), plan });
    else if (file.endsWith(WRITTEN) && isRecord(content)) written.push(content);
    else
      notRead.push({ stack: name, address: basename(file), what: "it is neither a plan nor Terraform's JSON syntax" });
  }
  const stack = written.length === 0 ? [] : [{ name, terraform: written.reduce(merged) }];
  if (plans.length + stack.length > 0) return { files: [...plans, ...stack], notRead };
  throw new Error(
    `${path} has no Terraform that is read: expected what terraform show -json prints of a plan, *.tf.json, or a folder of them`,
  );
}

function planIn(file: string, content: unknown): PlanFile | undefined {
  try {
    return readPlan(content);
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Error(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** Terraform's files of one folder are one configuration: block types, then labels. */
function merged(left: JsonRecord, right: JsonRecord): JsonRecord {
  const together: Record<string, unknown> = { ...left };
  for (const [key, value] of Object.entries(right)) {
    const known = together[key];
    if (isRecord(known) && isRecord(value)) together[key] = merged(known, value);
    else if (known === undefined) together[key] = value;
    else together[key] = [known, value].flat();
  }
  return together;
}
