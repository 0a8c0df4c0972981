import { analyseIsolation, type Isolation } from "../../../../../src/analysis/isolation/isolation";
import type { IntendedPodConnection, Intent } from "../../../../../src/analysis/isolation/judgement/intent";
import { ServiceSet } from "../../../../../src/analysis/sets/service-set";
import type { Values } from "../../support/seeded";

/** What is declared for the pods of the cluster `main`: `from -> to port`. */
export function declaring(...connections: string[]): Intent {
  const read = connections.map((text): IntendedPodConnection => {
    const [, from = "", to = "", port = ""] = /^(\S+) -> (\S+) (\S+)$/.exec(text) ?? [];
    const services = ServiceSet.parse(port);
    return { from: from.split(","), to: to.split(","), services, why: "flow", source: "environments/main.yaml:1:1" };
  });
  return {
    zones: [],
    separated: [],
    connections: [],
    clusters: [{ name: "main", stacks: ["shop"], connections: read }],
    sourceOf: (_, address) => (address.includes(".open") ? "environments/main.yaml:7:3" : undefined),
  };
}

/** What a stack `shop` puts into a cluster, analysed. */
export function analysed(resource: Values, intent: Intent = declaring()): Isolation {
  return analyseIsolation([{ name: "shop", terraform: { resource } }], intent);
}

/** By name, in the namespace `shop` if they name no other. */
export function namespaced(objects: Record<string, Values>): Values {
  return Object.fromEntries(
    Object.entries(objects).map(([name, { namespace = "shop", ...spec }]) => [
      name,
      { metadata: { name, namespace }, spec },
    ]),
  );
}

/** The specification of a workload. */
export function pods(labels: Values, spec: Values = {}): Values {
  return { template: { metadata: { labels }, spec: { container: [{ name: "it" }], ...spec } } };
}

/** A policy that denies both directions to every pod. */
export const DENY: Values = { pod_selector: {}, policy_types: ["Ingress", "Egress"] };

/** The pods that a class or a policy names by one label. */
export function app(name: string): Values {
  return { match_labels: { app: name } };
}
