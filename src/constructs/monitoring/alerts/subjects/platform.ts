import type { RuleGroup } from "../alert";
import type { AlertContext } from "../context";
import { ofObjects } from "../object-namespace";
import { ownerOfNamespace } from "../owners";

/** Add-ons of the platform that vendors lean on: secrets and autoscaling. */
export function platform({ vendors }: AlertContext): RuleGroup {
  const owner = ownerOfNamespace(vendors);
  return {
    name: "platform",
    title: "Secrets and autoscaling",
    alerts: [
      {
        name: "SecretNotSynchronised",
        expression: `max by (namespace, name) (${ofObjects('externalsecret_status_condition{condition="Ready",status="False"}')}) == 1`,
        for: "15m",
        severity: "warning",
        owner,
        summary: "Secret {{ $labels.namespace }}/{{ $labels.name }} does not follow its store",
        description: "What stands in the cluster is the last that was read, or nothing.",
        runbook: {
          meaning: "The store does not answer, or does not hold what is asked for.",
          commands: [
            "kubectl -n <namespace> describe externalsecret <secret>",
            "kubectl -n external-secrets logs deployment/external-secrets --tail=50",
          ],
          cured: "`kubectl get externalsecrets` shows `SecretSynced`.",
        },
      },
      {
        name: "ScalerFails",
        expression: `sum by (namespace, scaledObject) (${ofObjects("increase(keda_scaled_object_errors_total[5m])")}) > 0`,
        for: "15m",
        severity: "warning",
        owner,
        summary: "{{ $labels.namespace }}/{{ $labels.scaledObject }} cannot be scaled by its events",
        description: "Replicas stay as they are whatever comes.",
        runbook: {
          meaning: "KEDA does not reach the queue or database that it watches.",
          commands: [
            "kubectl -n <namespace> describe scaledobject <object>",
            "kubectl -n keda logs deployment/keda-operator --tail=50",
          ],
          cured: "No further errors.",
        },
      },
    ],
  };
}
