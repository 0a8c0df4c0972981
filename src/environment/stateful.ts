import { z } from "zod";
import { hasServicesAuthority } from "./gateway-certificates";
import { machineKey, standingGenerations, type Generations } from "./generations";
import { CLOUD_CONTROLLERS, type ClusterSpecification } from "./schema/clusters";
import type { EnvironmentSpecification } from "./schema/environment";
import type { Place } from "./yaml";

export type StatefulKind =
  | "control-plane-machine"
  | "data-machine"
  | "data-disk"
  | "certificate-authorities"
  | "api-load-balancer"
  | "managed-cluster";

/** Something whose loss loses data, or an address that stands in every machine's configuration. */
export interface StatefulThing {
  /** Made of names in the YAML: `cluster/medical-chutian/control-plane/g1/001`. */
  readonly id: string;
  readonly kind: StatefulKind;
}

/** The stateful things that an environment yields, sorted by id. */
export function statefulThings(specification: EnvironmentSpecification): StatefulThing[] {
  const things = specification.clusters.flatMap(clusterThings);
  if (hasServicesAuthority(specification)) things.push({ id: "services-authority", kind: "certificate-authorities" });
  return things.sort((left, right) => (left.id < right.id ? -1 : 1));
}

function clusterThings(cluster: ClusterSpecification): StatefulThing[] {
  const base = `cluster/${cluster.id}`;
  if (cluster.kind === "ccse") return [{ id: `${base}/managed-cluster`, kind: "managed-cluster" }];
  const { controlPlane, pools } = cluster;
  return [
    { id: `${base}/api-load-balancer`, kind: "api-load-balancer" },
    { id: `${base}/certificate-authorities`, kind: "certificate-authorities" },
    ...machineIds(`${base}/control-plane`, controlPlane).map((id): StatefulThing => ({
      id,
      kind: "control-plane-machine",
    })),
    ...pools.flatMap((pool) =>
      machineIds(`${base}/pool/${pool.id}`, pool).flatMap((id): StatefulThing[] => [
        ...(pool.role === "data" ? [{ id, kind: "data-machine" as const }] : []),
        ...pool.dataDisksGiB.map((_, disk) => ({ id: `${id}/disk-${disk + 1}`, kind: "data-disk" as const })),
      ]),
    ),
  ];
}

function machineIds(base: string, group: Generations & { readonly nodes: number }): string[] {
  return standingGenerations(group).flatMap((generation) =>
    Array.from({ length: group.nodes }, (_, index) => `${base}/g${generation}/${machineKey(index + 1)}`),
  );
}

/** The file `<environment>/stateful.json`: what stood after the last release, the version that each cluster ran, and its cloud controller. */
export const statefulRecordSchema = z.strictObject({
  environment: z.string().min(1),
  versions: z.record(z.string(), z.string().min(1)).default({}),
  cloudControllers: z.record(z.string(), z.enum(CLOUD_CONTROLLERS)).default({}),
  things: z.array(z.string().min(1)),
});

/** The record with the place of each thing in its file. */
export interface StatefulRecord {
  readonly file: string;
  readonly environment: string;
  /** Version of Kubernetes by cluster. */
  readonly versions: Readonly<Record<string, string>>;
  /** Of the clusters that have one. */
  readonly cloudControllers: Readonly<Record<string, ClusterSpecification["cloudController"]>>;
  readonly things: readonly { readonly id: string; readonly place: Place }[];
}

/** The record of a release that yields what the specification says: one thing a line, so that a change reads well. */
export function renderStatefulRecord(specification: EnvironmentSpecification): string {
  const controllers = specification.clusters.flatMap(({ id, cloudController }) =>
    cloudController === undefined ? [] : [[id, cloudController] as const],
  );
  const record: z.input<typeof statefulRecordSchema> = {
    environment: specification.environment,
    versions: Object.fromEntries(specification.clusters.map(({ id, version }) => [id, version])),
    ...(controllers.length > 0 && { cloudControllers: Object.fromEntries(controllers) }),
    things: statefulThings(specification).map(({ id }) => id),
  };
  return `${JSON.stringify(record, undefined, 2)}\n`;
}
