import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { z } from "zod";
import { TerraformProgram } from "../../../src/simulation/engine/terraform-program";
import { providerSources } from "../../../src/simulation/reattachment";
import type { ProviderName } from "../../../src/terraform/provider-schema";
import { openstackProviderFolder } from "./terraform";

const OPENSTACK_VERSION = "3.4.0";

/** This machine in Terraform's words, such as `linux_amd64`. */
export const PLATFORM = `${process.platform === "win32" ? "windows" : process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;

/** A provider as Terraform installs it, for this machine. */
export interface ProviderPackage {
  readonly name: ProviderName;
  readonly version: string;
  /** An archive as its registry serves it, or a folder with what was in it. */
  readonly path: string;
}

/** How Terraform finds its providers: some real, the others simulated. */
export interface ProviderSettings {
  /** For `TF_CLI_CONFIG_FILE`. */
  readonly configurationFile: string;
  /** For `TF_REATTACH_PROVIDERS`. */
  readonly reattach: string;
}

const reattachment = z.record(z.string(), z.unknown());

/**
 * Gives Terraform some providers for real. They stand in a mirror that holds nothing else, so that no other version is chosen,
 * and Terraform asks no registry for one that is missing.
 *
 * @param reattach value of `TF_REATTACH_PROVIDERS` for simulated providers; those that are real are taken out of it.
 * @param folder where the settings stand; the caller removes it.
 */
export function realProviders(
  packages: readonly ProviderPackage[],
  reattach: string,
  folder: string,
): ProviderSettings {
  const own = mkdtempSync(join(folder, "real-providers-"));
  const mirror = join(own, "mirror");
  mkdirSync(mirror);
  for (const each of packages) addToMirror(mirror, each);
  const configurationFile = join(own, "terraform.tfrc");
  writeFileSync(
    configurationFile,
    `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`,
  );
  return { configurationFile, reattach: withoutProviders(reattach, packages) };
}

/** The OpenStack provider that `npm run verify:install` builds. */
export function builtOpenstack(): ProviderPackage {
  return { name: "openstack", version: OPENSTACK_VERSION, path: openstackProviderFolder(OPENSTACK_VERSION) };
}

/**
 * Terraform with the real OpenStack provider, which needs no cloud to plan when nothing is refreshed; the other providers stay
 * simulated.
 *
 * @param reattach value of `TF_REATTACH_PROVIDERS` for all simulated providers.
 * @param folder where its settings stand; the caller removes it.
 */
export function terraformWithRealOpenstack(reattach: string, folder: string): Promise<TerraformProgram> {
  return TerraformProgram.find(realProviders([builtOpenstack()], reattach, folder));
}

/** Terraform tells an archive from a folder by where it stands; OpenTofu looks under its own registry's name. */
function addToMirror(mirror: string, { name, version, path }: ProviderPackage): void {
  for (const source of providerSources(name)) {
    const provider = join(mirror, source);
    const link = path.endsWith(".zip") ? join(provider, basename(path)) : join(provider, version, PLATFORM);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(resolve(path), link);
  }
}

function withoutProviders(reattach: string, real: readonly ProviderPackage[]): string {
  const realSources = real.flatMap(({ name }) => providerSources(name));
  const simulated = Object.entries(reattachment.parse(JSON.parse(reattach))).filter(
    ([source]) => !realSources.includes(source),
  );
  return JSON.stringify(Object.fromEntries(simulated));
}
