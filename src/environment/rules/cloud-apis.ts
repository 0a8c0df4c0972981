import type { ClusterSpecification } from "../schema/clusters";
import type { Fault } from "../yaml";
import { fault, list, type Path, type RuleContext } from "./rule";

/** What of a cluster asks OpenStack's APIs. */
export interface CloudApiUser {
  /** In the message: `the driver`. */
  readonly user: string;
  /** What was asked for in the YAML. */
  readonly given: string;
  /** `Keystone, Cinder and Nova`. */
  readonly apis: string;
}

/** The fault of a cluster whose zone has no straight way to its cloud's APIs; none when it has. */
export function cloudApiFaults(
  context: RuleContext,
  { cloud, zone }: ClusterSpecification,
  { user, given, apis }: CloudApiUser,
  path: Path,
): Fault[] {
  const endpoints = context.specification.externalEndpoints.filter(({ kind }) => kind === "cloud-api");
  const straight = endpoints.some(
    ({ access, clouds }) =>
      (access[zone] === "cloud" || access[zone] === "direct") && (clouds?.includes(cloud) ?? true),
  );
  if (straight) return [];
  const known = list(endpoints.map(({ id }) => id)) || "there is none";
  return [
    fault(
      context,
      path,
      `got ${given} in zone ${zone} of ${cloud}, expected an external endpoint of kind cloud-api that the zone reaches with access cloud or direct (${known}): ${user} asks ${apis}, on more ports than a listener of the exchange has`,
    ),
  ];
}
