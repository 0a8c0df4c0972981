import { endpointFaults, hostFaults } from "./endpoint-references";
import type { Rule } from "./rule";

/** Every cluster reaches the store that its vendors' secrets come from. */
export const secretStore: Rule = (context) => {
  const { secretStore: store, clusters } = context.specification;
  if (store?.kind !== "vault") return [];
  const path = ["secretStore", "endpoint"];
  const [unreachable] = clusters
    .map((cluster) =>
      endpointFaults(context, path, store.endpoint, cluster, { kind: "secret-store", noun: "a secret store" }),
    )
    .filter((faults) => faults.length > 0);
  return unreachable ?? hostFaults(context, path, store.endpoint);
};
