import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { isRecord, withoutKeys } from "../../../../../src/terraform/json-record";
import { run, type Outcome } from "../../../support/program";
import { TemporaryFolder } from "../../../support/temporary-folder";
import { openstackProviderFolder } from "../../../support/terraform";

const SOURCE = "terraform-provider-openstack/openstack";
const VERSION = "3.4.0";

/** Terraform with the real OpenStack provider, which plans without a cloud as long as nothing is refreshed. */
export class RealPlans {
  private readonly folder = new TemporaryFolder();
  private readonly settings = this.folder.write(
    "settings.tfrc",
    `provider_installation {\n  dev_overrides {\n    "${SOURCE}" = ${JSON.stringify(openstackProviderFolder(VERSION))}\n  }\n}\n`,
  );

  /** Where the plans are written, `<stack>.json` each. */
  readonly plans = this.subfolder("plans");

  /** Plans a folder of HCL with its modules. */
  planModules(name: string, source: string): void {
    const folder = this.subfolder(name);
    cpSync(source, folder, { recursive: true });
    this.run(folder, "get", "-no-color");
    this.plan(name, folder);
  }

  /** Plans a synthesized stack on upstream states in which every output that it reads is a made-up id. */
  planStack(name: string, outputFolder: string): void {
    const folder = this.subfolder("cdktf.out", "stacks", name);
    cpSync(join(outputFolder, "stacks", name), folder, { recursive: true });
    const file = join(folder, "cdk.tf.json");
    const text = readFileSync(file, "utf8");
    const written: unknown = JSON.parse(text);
    if (!isRecord(written) || !isRecord(written.terraform)) throw new Error(`${file} is not what cdktf writes`);
    // Its state is of no interest, and a backend would have to be initialized.
    const terraform = withoutKeys(written.terraform, "backend");
    writeFileSync(file, JSON.stringify({ ...written, terraform }));
    for (const [upstream, outputs] of readOutputs(text)) {
      const state = { version: 4, terraform_version: "1.9.0", serial: 1, lineage: "test", outputs, resources: [] };
      this.folder.write(join("state", `${upstream}.tfstate`), JSON.stringify(state));
    }
    this.plan(name, folder);
  }

  remove(): void {
    this.folder.remove();
  }

  private subfolder(...names: readonly string[]): string {
    const path = join(this.folder.path, ...names);
    mkdirSync(path, { recursive: true });
    return path;
  }

  private plan(name: string, folder: string): void {
    const file = join(folder, "plan.bin");
    this.run(folder, "plan", "-refresh=false", "-input=false", "-no-color", `-out=${file}`);
    writeFileSync(join(this.plans, `${name}.json`), this.run(folder, "show", "-json", file).output);
  }

  private run(folder: string, ...words: string[]): Outcome {
    const environment = { TF_CLI_CONFIG_FILE: this.settings, CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1" };
    const outcome = run("terraform", words, { folder, environment });
    if (outcome.exitCode === 0) return outcome;
    throw new Error(`terraform ${words.join(" ")} failed in ${folder}:\n${outcome.errors}`);
  }
}

/** By stack, the outputs that a stack reads. */
function readOutputs(text: string): Map<string, Record<string, { value: string; type: "string" }>> {
  const found = new Map<string, Record<string, { value: string; type: "string" }>>();
  for (const [, stack = "", output = ""] of text.matchAll(
    /data\.terraform_remote_state\.cross-stack-reference-input-([\w-]+)\.outputs\.([\w-]+)/g,
  )) {
    found.set(stack, { ...found.get(stack), [output]: { value: madeUpId(output), type: "string" } });
  }
  return found;
}

function madeUpId(of: string): string {
  const digits = createHash("sha256").update(of).digest("hex");
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20, 32),
  ].join("-");
}
