import type { IntervalSet } from "../../sets/interval-set";
import type { ServiceSet } from "../../sets/service-set";

/** What the networks are meant to let pass, and where it was declared. */
export interface Intent {
  readonly zones: readonly IntendedZone[];
  /**
   * What stands at each site, by `site/<id>`.
   * @default - no site is known by its name
   */
  readonly sites?: readonly IntendedEnd[];
  /** Pairs of zones between which nothing passes directly, whatever is declared. */
  readonly separated: readonly (readonly [zone: string, zone: string])[];
  readonly connections: readonly IntendedConnection[];
  /**
   * What routers may take from outside and send on to outside, where no filter of the clouds stands.
   * @default - nothing
   */
  readonly transits?: readonly IntendedConnection[];
  /**
   * What pods are meant to do.
   * @default - nothing is declared for pods
   */
  readonly clusters?: readonly IntendedCluster[];
  /** Where a resource of a stack was asked for. */
  readonly sourceOf: (stack: string, address: string) => string | undefined;
}

export interface IntendedZone {
  readonly zone: string;
  readonly cloud: string;
  readonly addresses: IntervalSet;
}

/** A connection between neighbours that a flow or a need of the infrastructure asks for. */
export interface IntendedConnection {
  readonly cloud: string;
  readonly from: IntendedEnd;
  readonly to: IntendedEnd;
  readonly services: ServiceSet;
  readonly why: string;
  /** `file:line:column` of the declaration. */
  readonly source: string;
}

export interface IntendedEnd {
  /** `medical/worker`, `load-balancer/exchange`, `outside/public`. */
  readonly name: string;
  readonly addresses: IntervalSet;
}

/** A Kubernetes cluster, and what its pods are meant to let pass. */
export interface IntendedCluster {
  readonly name: string;
  /** The stacks that put objects into it. */
  readonly stacks: readonly string[];
  readonly connections: readonly IntendedPodConnection[];
}

/** A connection of pods that a flow or a need of the infrastructure asks for: any of one end with any of the other. */
export interface IntendedPodConnection {
  readonly from: readonly string[];
  /** Pods as `namespace/workload` or, for any pod of one, `namespace`; or one of {@link POD_ENDS}. */
  readonly to: readonly string[];
  /**
   * At an end that is {@link POD_ENDS}' `outside`.
   * @default - any
   */
  readonly addresses?: IntervalSet;
  readonly services: ServiceSet;
  readonly why: string;
  /** `file:line:column` of the declaration. */
  readonly source: string;
}

/** Ends that are no pods of these stacks. */
export const POD_ENDS = {
  /** Nodes, and addresses outside of the cluster. */
  outside: "outside",
  /** Pods of namespaces that the stacks do not make, such as those of Kubernetes itself. */
  others: "others",
} as const;

/** What was meant by the cluster into which some stacks put objects. */
export function intendedCluster(
  { clusters = [] }: Intent,
  { stacks }: { readonly stacks: ReadonlySet<string> },
): IntendedCluster | undefined {
  return clusters.find((each) => each.stacks.some((stack) => stacks.has(stack)));
}
