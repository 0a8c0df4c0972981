import type { IntendedConnection, Intent } from "../../../../src/analysis/isolation/judgement/intent";
import { lint } from "../../../../src/analysis/lint/lint";
import { addressesOf } from "../../../../src/analysis/sets/ipv4-addresses";
import { ServiceSet } from "../../../../src/analysis/sets/service-set";

export type Values = Record<string, unknown>;

/** Resources by type and name, as Terraform's JSON syntax has them. */
export type Resources = Record<string, Record<string, Values>>;

export function connection(from: string, to: string, services: string): IntendedConnection {
  return {
    cloud: "main",
    from: { name: "from", addresses: addressesOf(from) },
    to: { name: "to", addresses: addressesOf(to) },
    services: ServiceSet.parse(services),
    why: "flow test",
    source: "environments/main.yaml:1:1",
  };
}

/** What lint finds in one stack: `kind: address`, and after `<` the other resource. */
export function found(resource: Resources, connections: readonly IntendedConnection[] = []): string[] {
  const intent: Intent = { zones: [], separated: [], connections, sourceOf: () => undefined };
  return lint([{ name: "main", terraform: { resource } }], intent).findings.map(
    ({ kind, address, because }) => `${kind}: ${address}${because ? ` < ${because.address}` : ""}`,
  );
}
