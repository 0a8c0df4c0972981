import type { RuleGroup } from "../alert";
import type { AlertContext } from "../context";
import { ownerOfNamespace } from "../owners";

/** Room that vendors were given, and how much is left of it. */
export function quota({ vendors }: AlertContext): RuleGroup {
  const used = 'kube_resourcequota{type="used"} / ignoring (type) (kube_resourcequota{type="hard"} > 0)';
  const commands = [
    "kubectl -n <namespace> describe resourcequota quota",
    "kubectl -n <namespace> top pods --sort-by=memory",
    "# raise quota of the vendor in the YAML, if the cluster has room",
  ];
  const owner = ownerOfNamespace(vendors);
  return {
    name: "quota",
    title: "Vendors' quotas",
    alerts: [
      {
        name: "QuotaNearlyUsed",
        expression: `(${used} > 0.9) < 1`,
        for: "15m",
        severity: "info",
        owner,
        summary:
          "{{ $labels.namespace }} uses {{ $value | humanizePercentage }} of its quota of {{ $labels.resource }}",
        description: "More than nine tenths are used. An update needs room for one more pod.",
        runbook: {
          meaning: "The vendor's services ask for nearly all that the vendor was given in this cluster.",
          commands,
          cured: "At most nine tenths are used.",
        },
      },
      {
        name: "QuotaUsedUp",
        expression: `${used} >= 1`,
        for: "15m",
        severity: "warning",
        owner,
        summary: "{{ $labels.namespace }} has used up its quota of {{ $labels.resource }}",
        description: "No further pod starts: updates and autoscalers stand still, and lost pods may not come back.",
        runbook: {
          meaning: "The quota refuses every further pod.",
          commands: [...commands, "kubectl -n <namespace> get events | grep -i quota"],
          cured: "There is room again, and what waited has started.",
        },
      },
    ],
  };
}
