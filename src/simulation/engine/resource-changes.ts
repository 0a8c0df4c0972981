import { isDeepStrictEqual } from "node:util";
import { DESTRUCTIVE_UPDATES } from "./destructive-updates";
import { isRecord } from "../../terraform/json-record";
import type { PlanJson, PlannedResource } from "./plan-json";

export type PlannedAction = "create" | "update" | "replace" | "destroy" | "forget";

/** What a plan does to one resource. */
export interface ResourceChange {
  readonly address: string;
  readonly type: string;
  readonly action: PlannedAction;
  /** Why it is replaced or destroyed: the attribute paths that force it, or what Terraform says. Empty otherwise. */
  readonly why: readonly string[];
  /** An update in place that loses data: how. */
  readonly destroysData?: string;
  /** Whether it carries `prevent_destroy`, before the change or after it. */
  readonly isProtected: boolean;
}

/** Whether something that exists is lost by the change. */
export function losesSomething({ action, destroysData }: ResourceChange): boolean {
  return action === "replace" || action === "destroy" || destroysData !== undefined;
}

/** The changes to managed resources in a plan, in its order. */
export function resourceChanges(
  plan: Pick<PlanJson, "resource_changes">,
  protectedAddresses: ReadonlySet<string>,
): ResourceChange[] {
  return plan.resource_changes.flatMap((planned) => {
    const action = actionOf(planned);
    if (action === undefined) return [];
    const destroysData = action === "update" ? lossOf(planned) : undefined;
    const isLost = action === "replace" || action === "destroy";
    return [
      {
        address: planned.address,
        type: planned.type,
        action,
        why: isLost ? reasonsOf(planned) : [],
        isProtected: protectedAddresses.has(withoutInstance(planned.address)),
        ...(destroysData !== undefined && { destroysData }),
      },
    ];
  });
}

function actionOf({ mode, change }: PlannedResource): PlannedAction | undefined {
  if (mode === "data") return undefined;
  const actions = new Set(change.actions);
  if (actions.has("delete")) return actions.has("create") ? "replace" : "destroy";
  if (actions.has("create")) return "create";
  if (actions.has("update")) return "update";
  return actions.has("forget") ? "forget" : undefined;
}

/** What Terraform calls its reasons. Those that name no attribute are told in words. */
const REASONS: Readonly<Record<string, string>> = {
  replace_because_tainted: "it is marked as tainted",
  replace_because_cannot_update: "its provider cannot change this in place",
  replace_by_request: "it was asked for",
  replace_by_triggers: "something in its replace_triggered_by changes",
  delete_because_no_resource_config: "it is no longer in the configuration",
  delete_because_no_module: "its module is no longer in the configuration",
  delete_because_wrong_repetition: "its count or for_each changes",
  delete_because_count_index: "its count no longer reaches this index",
  delete_because_each_key: "its for_each no longer has this key",
  delete_because_no_move_target: "it was moved to an address that is not in the configuration",
};

function reasonsOf({ change, action_reason: reason, deposed }: PlannedResource): string[] {
  const paths = (change.replace_paths ?? []).map(pathText);
  if (paths.length > 0) return [...new Set(paths)];
  if (deposed !== undefined) return ["it is left over from a replacement that failed"];
  return reason === undefined ? [] : [REASONS[reason] ?? reason];
}

/** `network[0].port`, as Terraform's own text has it. */
function pathText(path: readonly (string | number)[]): string {
  return path.map((step, index) => (typeof step === "number" ? `[${step}]` : index > 0 ? `.${step}` : step)).join("");
}

function lossOf({ type, change: { before, after, after_unknown: unknown } }: PlannedResource): string | undefined {
  for (const [attribute, loss] of Object.entries(DESTRUCTIVE_UPDATES[type] ?? {})) {
    const isUnknown = isRecord(unknown) && unknown[attribute] === true;
    const old = isRecord(before) ? before[attribute] : undefined;
    const next = isRecord(after) ? after[attribute] : undefined;
    if (old !== undefined && old !== null && (isUnknown || !isDeepStrictEqual(old, next))) {
      return `${attribute} ${loss}`;
    }
  }
  return undefined;
}

/** The address of the resource block: the last index or key of `type.name[0]` left out. */
function withoutInstance(address: string): string {
  return address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]$/, "");
}
