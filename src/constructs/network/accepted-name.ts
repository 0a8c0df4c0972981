import { nameProblem, type CloudProvider, type NamedKind } from "../../environment/cloud-names";

/**
 * Returns the name as it is. The loader has refused what a cloud would refuse; this holds for whoever uses the constructs
 * without it.
 *
 * @throws when the cloud would refuse the name
 */
export function acceptedName(provider: CloudProvider, kind: NamedKind, name: string): string {
  const problem = nameProblem(provider, kind, name);
  if (problem === undefined) return name;
  throw new Error(`${problem}: change the identifiers that it is made of`);
}
