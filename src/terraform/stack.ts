import type { JsonRecord } from "./json-record";
import type { Value } from "./symbolic-value";

/** A resource or data source. */
export interface Resource {
  readonly stack: string;
  /**
   * `openstack_networking_network_v2.medical`, with `data.` before it for a data source; in a plan with its module and its
   * instance: `module.city.openstack_compute_instance_v2.web[0]`.
   */
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly mode: "managed" | "data";
}

/** Something in the files that is not read. */
export interface NotRead {
  readonly stack: string;
  readonly address: string;
  readonly what: string;
}

/** A traversal's names and indices: `a.b[0]["c"]` has a, b, 0 and c. */
export type Steps = readonly (string | number)[];

/** One state's worth of Terraform, whether as it is written or as it is planned. */
export interface Stack {
  readonly name: string;
  readonly resources: readonly Resource[];
  readonly notRead: readonly NotRead[];
  /** The value of a resource's argument; undefined when it is not written, or null, which Terraform takes for the same. */
  valueOf(address: string, argument: string): Value;
  /** The arguments of a resource by their names, each as the file has it: a value, or an expression of it. */
  writtenOf(address: string): JsonRecord;
  /** How it configures a provider: one block or several. */
  provider(name: string): Value;
  /** Its managed resources by the ids that their cloud has given them already. */
  readonly ids: ReadonlyMap<string, Resource>;
  /** The identity of its state, where it tells one. */
  readonly state: string | undefined;
  hasOutput(name: string): boolean;
  /** What an output yields, and what stands in it. */
  output(name: string, inner: Steps): Value;
}

/** The stacks that are read together, for references from one to another. */
export interface Stacks {
  /** The stack with a state's identity. */
  withState(identity: string): Stack | undefined;
  /** Those that have an output of a name. */
  withOutput(name: string): readonly Stack[];
  /** The managed resource to which its cloud has given an id. */
  withId(id: string): Resource | undefined;
}
