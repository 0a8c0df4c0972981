import type { Environment } from "../../../../src/environment/environment";
import { changedEnvironment, valueAt, type Edits } from "../../../app/support/changed-environment";
import { environmentNamed } from "../../../app/support/synthesized";
import type { Change } from "./change";

export const ENVIRONMENT = "dev";

export const MANAGED_POOL = {
  id: "general",
  nodes: 2,
  flavor: "b2b56f81-69d4-4bcf-8847-ac84b21778d9",
  cpu: 4,
  memoryGiB: 16,
};

/** The managed cluster that takes the place of internet-tianyi, with what every kind of cluster has. */
function managedCluster(): Record<string, unknown> {
  const { id, zone, cloud, apiAddress, ingressAddress, podCidr, serviceCidr } = valueAt(ENVIRONMENT, "clusters.3");
  return {
    ...{ kind: "ccse", id, zone, cloud, apiAddress, ingressAddress, podCidr, serviceCidr },
    version: "1.31.6",
    machineImage: "d69dd340-f418-4e32-8058-56eb8b49e681",
    pools: [MANAGED_POOL],
  };
}

/** A second vendor, with a service that an autoscaler grows, in one cloud. */
const SECOND_VENDOR = {
  "vendors.1": { ...valueAt(ENVIRONMENT, "vendors.0"), id: "vendor-03", title: "Vendor 03", group: "vendor-03" },
  "services.2": {
    ...valueAt(ENVIRONMENT, "services.1"),
    id: "reports",
    title: "Reports",
    vendor: "vendor-03",
    owner: "reports@vendor-03.example",
    share: { chutian: 100 },
    autoscale: { maximum: 4 },
    probes: valueAt(ENVIRONMENT, "services.0.probes"),
    expose: undefined,
  },
};

export const BASE_NAMES = ["dev", "managed"] as const;

export type BaseName = (typeof BASE_NAMES)[number];

/** What stands before a change: dev, with a few things more so that something can be taken away. */
const BASES: Readonly<Record<BaseName, () => Edits>> = {
  dev: () => ({ set: { "clusters.2.pools.0.nodes": 2, ...SECOND_VENDOR } }),
  // Envoy Gateway does not run on a managed cluster, so nothing is exposed there.
  managed: () => ({
    set: { "clusters.3": managedCluster(), "services.0.share": { chutian: 100 } },
  }),
};

export function baseEnvironment(name: BaseName): Environment {
  return changedEnvironment(ENVIRONMENT, BASES[name](), environmentNamed(ENVIRONMENT).sites);
}

/** The environment after a change. */
export function headEnvironment({ base = "dev", edits = {}, sites = (all) => all }: Change): Environment {
  const before = BASES[base]();
  return changedEnvironment(
    ENVIRONMENT,
    { ...edits, set: { ...before.set, ...edits.set } },
    sites(environmentNamed(ENVIRONMENT).sites),
  );
}
