import type { ResourceChange } from "./resource-changes";

/** Whether a stack stands in the base, in the head, or in both. */
export type Presence = "new" | "kept" | "vanished";

/** What the head does to one stack. */
export interface StackPlan {
  readonly stack: string;
  readonly presence: Presence;
  /** Whether anything changes, an output included. */
  readonly changed: boolean;
  readonly changes: readonly ResourceChange[];
  /** The plan that Terraform wrote; absent when the stack and all that it reads are the same, and no plan was made. */
  readonly planFile?: string;
  /** The same plan as `terraform show -json` prints it; present when the stack changes, or when every plan was asked for. */
  readonly jsonFile?: string;
  /** The same plan as Terraform shows it to a person; present when texts were asked for and the stack changes. */
  readonly text?: string;
}
