import { dirname, join } from "node:path";
import { z } from "zod";
import { cacheFolder, programPath, run, type Outcome } from "./program";
import { TemporaryFolder } from "./temporary-folder";

const diagnostic = z.object({
  severity: z.enum(["error", "warning"]),
  summary: z.string(),
  detail: z.string().default(""),
});

const validation = z.object({ diagnostics: z.array(diagnostic) });
const logLine = z.object({ diagnostic: diagnostic.optional() });
const outputValues = z.record(z.string(), z.object({ value: z.unknown() }));

/** What Terraform objects to. */
export interface TerraformError {
  readonly summary: string;
  readonly detail: string;
}

/** Terraform with one configuration in a folder of its own. No setting, plugin or credential of this machine takes part. */
export class Terraform {
  private readonly folder = new TemporaryFolder();
  private readonly settings: string;

  /** @param developmentProviders folders of providers that stand in for the registry, by source. */
  constructor(configuration: object, developmentProviders: Readonly<Record<string, string>> = {}) {
    this.folder.write("main.tf.json", JSON.stringify(configuration));
    const overrides = Object.entries(developmentProviders).map(([source, path]) => `    "${source}" = "${path}"\n`);
    this.settings = this.folder.write(
      "settings.tfrc",
      `provider_installation {\n  dev_overrides {\n${overrides.join("")}  }\n}\n`,
    );
  }

  /** @returns the errors that Terraform and the providers find; none when the configuration is valid. */
  validate(): TerraformError[] {
    const { output } = this.run("validate", "-json");
    return errorsOf(validation.parse(JSON.parse(output)).diagnostics);
  }

  /** @returns the errors that kept the configuration from being applied. */
  apply(): TerraformError[] {
    const initialized = this.run("init", "-input=false", "-no-color");
    if (initialized.exitCode !== 0) throw new Error(`terraform init failed: ${initialized.errors}`);
    const { exitCode, output } = this.run("apply", "-auto-approve", "-input=false", "-json");
    const lines = output.trim().split("\n");
    const errors = errorsOf(lines.flatMap((line) => logLine.parse(JSON.parse(line)).diagnostic ?? []));
    if (exitCode !== 0 && errors.length === 0) throw new Error(`terraform apply failed without an error: ${output}`);
    return errors;
  }

  /** The outputs after an apply. */
  outputs(): ReadonlyMap<string, unknown> {
    const values = outputValues.parse(JSON.parse(this.run("output", "-json").output));
    return new Map(Object.entries(values).map(([name, { value }]) => [name, value]));
  }

  remove(): void {
    this.folder.remove();
  }

  private run(...words: string[]): Outcome {
    return run("terraform", words, {
      folder: this.folder.path,
      environment: { TF_CLI_CONFIG_FILE: this.settings, CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1" },
    });
  }
}

/** The folder of the real OpenStack provider. */
export function openstackProviderFolder(version: string): string {
  const folder = join(cacheFolder(), "terraform-provider-openstack", version);
  return dirname(programPath("terraform-provider-openstack", [folder]));
}

function errorsOf(diagnostics: readonly z.output<typeof diagnostic>[]): TerraformError[] {
  return diagnostics.filter(({ severity }) => severity === "error").map(({ summary, detail }) => ({ summary, detail }));
}
