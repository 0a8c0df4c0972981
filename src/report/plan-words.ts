import type { PlannedAction, ResourceChange } from "../simulation/engine/resource-changes";
import type { StackPlan } from "../simulation/engine/stack-plan";

const WORDS: Readonly<Record<PlannedAction, string>> = {
  create: "created",
  update: "updated in place",
  replace: "replaced",
  destroy: "destroyed",
  forget: "forgotten",
};

/** `replaced  openstack_lb_listener_v2.api: protocol_port`. */
export function changeLine(change: ResourceChange): string {
  const why = change.destroysData ?? change.why.join(", ");
  return `${WORDS[change.action]}  ${change.address}${why === "" ? "" : `: ${why}`}`;
}

/** `12 created, 1 updated in place, 0 replaced, 2 destroyed`: always the four, so that nobody misses one. */
export function changeCounts(changes: readonly ResourceChange[]): string {
  const number = (action: PlannedAction) => changes.filter((change) => change.action === action).length;
  const always = (["create", "update", "replace", "destroy"] as const).map(
    (action) => `${number(action)} ${WORDS[action]}`,
  );
  return [...always, ...(number("forget") > 0 ? [`${number("forget")} ${WORDS.forget}`] : [])].join(", ");
}

/** One line for all stacks. */
export function planTotal(plans: readonly StackPlan[]): string {
  const stacks = `${plans.length} ${plans.length === 1 ? "stack" : "stacks"}`;
  const unchanged = plans.filter(({ changed }) => !changed).length;
  return `${stacks}, ${unchanged} without changes: ${changeCounts(plans.flatMap(({ changes }) => changes))}\n`;
}

/** What a reader has to know of a stack that stands on one side only. */
export function presenceNote({ presence }: StackPlan): string {
  switch (presence) {
    case "new":
      return " (new)";
    case "vanished":
      return " (no longer synthesized: nothing destroys it unless somebody does)";
    case "kept":
      return "";
  }
}
