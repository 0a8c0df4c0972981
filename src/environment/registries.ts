import type { EnvironmentSpecification } from "./schema/environment";

/** Hosts of the registries that images may come from: those among the external endpoints, since machines reach no other. */
export function registryHosts({ externalEndpoints }: Pick<EnvironmentSpecification, "externalEndpoints">): string[] {
  return externalEndpoints.flatMap(({ kind, host }) => (kind === "registry" && host !== undefined ? [host] : []));
}
