import { PROVIDERS, providerFacts, type ProviderName } from "../../terraform/provider-schema";
import { isRecord } from "../../terraform/json-record";
import type { Configuration, SynthesizedApp } from "./synthesized-app";

const DEFAULT_REGISTRY = "registry.terraform.io";
const DEFAULT_NAMESPACE = "hashicorp";

/** Terraform's own, which no registry serves: `terraform_data`, `terraform_remote_state`. */
const BUILT_IN = "terraform";

/** The providers of a configuration: full source address by local name, of those it declares and those its types imply. */
export function usedProviders(configuration: Configuration): Map<string, string> {
  const used = new Map<string, string>();
  for (const name of impliedNames(configuration)) used.set(name, fullAddress(name));
  for (const [name, source] of declared(configuration)) used.set(name, fullAddress(source));
  used.delete(BUILT_IN);
  return used;
}

/** Those of the providers with facts that the stacks of some apps use. */
export function simulatedProviders(...apps: readonly SynthesizedApp[]): ProviderName[] {
  const sources = new Set(
    apps.flatMap((app) => [...app.values()].flatMap(({ configuration }) => [...usedProviders(configuration).values()])),
  );
  return sources.size === 0 ? [] : PROVIDERS.filter((name) => sources.has(providerFacts(name).provider));
}

function declared(configuration: Configuration): [string, string][] {
  const settings = configuration.terraform;
  if (!isRecord(settings) || !isRecord(settings.required_providers)) return [];
  return Object.entries(settings.required_providers).map(([name, requirement]) => {
    const source = isRecord(requirement) ? requirement.source : undefined;
    return [name, typeof source === "string" ? source : name];
  });
}

function impliedNames(configuration: Configuration): string[] {
  const types = ["resource", "data", "ephemeral"].flatMap((kind) => {
    const section = configuration[kind];
    if (!isRecord(section)) return [];
    // A resource that names its provider may belong to one whose local name its type does not begin with.
    return Object.entries(section).flatMap(([type, resources]) =>
      Object.values(isRecord(resources) ? resources : {}).map((resource) =>
        isRecord(resource) && typeof resource.provider === "string"
          ? (resource.provider.replace(/^\$\{|\}$/g, "").split(".")[0] ?? type)
          : (type.split("_")[0] ?? type),
      ),
    );
  });
  const providers = configuration.provider;
  return [...types, ...(isRecord(providers) ? Object.keys(providers) : [])];
}

/** `helm` and `hashicorp/helm` are both `registry.terraform.io/hashicorp/helm`. */
function fullAddress(source: string): string {
  const parts = source.toLowerCase().split("/");
  if (parts.length >= 3) return parts.join("/");
  if (parts.length === 2) return [DEFAULT_REGISTRY, ...parts].join("/");
  return [DEFAULT_REGISTRY, DEFAULT_NAMESPACE, ...parts].join("/");
}
