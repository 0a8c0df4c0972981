import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { providerFacts, type ProviderName } from "../../../src/terraform/provider-schema";

const PROJECT_FILE = join(__dirname, "..", "..", "..", "cdktf.json");

const projectFile = z.looseObject({ terraformProviders: z.array(z.string()) });
const bindingsFile = z.looseObject({ cdktf: z.looseObject({ provider: z.looseObject({ version: z.string() }) }) });

/** The version of a provider that synthesized stacks ask for. That of its facts may be another (docs/decisions/0005). */
export function pinnedVersion(name: ProviderName): string {
  return versionInProject(name) ?? versionOfBindings(name);
}

/** Providers whose bindings this project generates are pinned as `namespace/type@version`. */
function versionInProject(name: ProviderName): string | undefined {
  const { terraformProviders } = projectFile.parse(JSON.parse(readFileSync(PROJECT_FILE, "utf8")));
  const entry = terraformProviders.find((each) => providerFacts(name).provider.endsWith(`/${each.split("@")[0]}`));
  return entry?.split("@")[1];
}

/** Others are pinned by their prebuilt bindings. */
function versionOfBindings(name: ProviderName): string {
  const file = require.resolve(`@cdktf/provider-${name}/package.json`);
  return bindingsFile.parse(JSON.parse(readFileSync(file, "utf8"))).cdktf.provider.version;
}
