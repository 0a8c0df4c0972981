import type { Site } from "../../../../src/environment/schema/sites";
import type { Edits } from "../../../app/support/changed-environment";
import type { BaseName } from "./bases";

/**
 * What a change does to a stack: lines such as `create 3 openstack_compute_instance_v2.*`. The action, `protected` where
 * something with `prevent_destroy` is lost, how many (one when left out), and their address without its hash, in which `*`
 * stands for anything.
 */
export type ExpectedActions = readonly string[];

/** One change to an environment, and all that it may do. */
export interface Change {
  /** What a person would call it. */
  readonly name: string;
  /** @default dev */
  readonly base?: BaseName;
  /** @default none */
  readonly edits?: Edits;
  /**
   * The sites after the change.
   *
   * @default as before
   */
  readonly sites?: (sites: readonly Site[]) => readonly Site[];
  /**
   * Arguments to set in the synthesized Terraform, for what stands in the code and not in the YAML: by stack, resource type
   * and name.
   *
   * @default none
   */
  readonly resources?: readonly ChangedResource[];
  /**
   * By stack without the environment's name, in which `*` stands for anything: each such stack sees exactly these actions. A
   * stack that is not named sees none.
   */
  readonly expected: Readonly<Record<string, ExpectedActions>>;
}

/** Arguments of one resource that differ in the head. */
export interface ChangedResource {
  readonly stack: string;
  readonly type: string;
  readonly name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}
