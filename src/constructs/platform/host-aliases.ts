import type { ChartValues } from "../kubernetes/chart-values";
import type { HostAlias } from "../services";

/** Host aliases as charts hand them to Kubernetes, whole: nothing where there are none. */
export function hostAliasValues(aliases: readonly HostAlias[]): ChartValues {
  if (aliases.length === 0) return {};
  return { hostAliases: aliases.map(({ host, address }) => ({ ip: address, hostnames: [host] })) };
}
