import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { TerraformProgram } from "../../../../src/simulation/engine/terraform-program";
import { openstackProviderFolder } from "../../support/terraform";

const SOURCE = "registry.terraform.io/terraform-provider-openstack/openstack";
const VERSION = "3.4.0";
const BINARY = "terraform-provider-openstack";

const reattachment = z.record(z.string(), z.unknown());

/** How Terraform finds the real OpenStack provider, and the other providers among the simulated ones. */
export interface RealOpenstack {
  readonly configurationFile: string;
  readonly reattach: string;
}

/**
 * Gives Terraform the real OpenStack provider in a mirror of its own.
 *
 * @param reattach value of `TF_REATTACH_PROVIDERS` for all simulated providers.
 * @param folder where the settings stand; the caller removes it.
 */
export function realOpenstack(reattach: string, folder: string): RealOpenstack {
  const mirror = join(folder, "real-providers");
  const packageFolder = join(
    mirror,
    SOURCE,
    VERSION,
    `${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`,
  );
  mkdirSync(packageFolder, { recursive: true });
  symlinkSync(join(openstackProviderFolder(VERSION), BINARY), join(packageFolder, `${BINARY}_v${VERSION}`));
  const configurationFile = join(folder, "real-openstack.tfrc");
  writeFileSync(configurationFile, `provider_installation {\n  filesystem_mirror {\n    path = "${mirror}"\n  }\n}\n`);
  const simulated = Object.entries(reattachment.parse(JSON.parse(reattach))).filter(
    ([source]) => !source.endsWith("/terraform-provider-openstack/openstack"),
  );
  return { configurationFile, reattach: JSON.stringify(Object.fromEntries(simulated)) };
}

/**
 * Terraform with the real OpenStack provider, which needs no cloud to plan when nothing is refreshed; the other providers stay
 * simulated.
 *
 * @param reattach value of `TF_REATTACH_PROVIDERS` for all simulated providers.
 * @param folder where its settings stand; the caller removes it.
 */
export function terraformWithRealOpenstack(reattach: string, folder: string): Promise<TerraformProgram> {
  return TerraformProgram.find(realOpenstack(reattach, folder));
}
