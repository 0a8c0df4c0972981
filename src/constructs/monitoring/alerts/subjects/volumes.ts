import type { RuleGroup } from "../alert";
import type { AlertContext } from "../context";
import { ownerOfNamespace, PLATFORM } from "../owners";

/** Volumes of pods. */
export function volumes({ vendors, longhorn }: AlertContext): RuleGroup {
  const owner = ownerOfNamespace(vendors);
  const left = "kubelet_volume_stats_available_bytes / kubelet_volume_stats_capacity_bytes";
  const commands = [
    "kubectl -n <namespace> get pvc <claim>",
    "kubectl -n <namespace> exec <pod> -- df -h",
    "kubectl -n <namespace> edit pvc <claim>  # a larger request grows the volume, if its class allows",
  ];
  return {
    name: "volumes",
    title: "Volumes",
    alerts: [
      {
        name: "VolumeNearlyFull",
        expression: `${left} < 0.1 and kubelet_volume_stats_used_bytes > 0`,
        for: "5m",
        severity: "warning",
        owner,
        summary:
          "Volume {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} has {{ $value | humanizePercentage }} left",
        description: "Below a tenth. A database whose volume is full stops.",
        runbook: { meaning: "A volume fills up.", commands, cured: "More than a tenth is free." },
      },
      {
        name: "VolumeFull",
        expression: `${left} < 0.03 and kubelet_volume_stats_used_bytes > 0`,
        for: "1m",
        severity: "critical",
        owner,
        summary:
          "Volume {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} is full: {{ $value | humanizePercentage }} left",
        description: "Less than three hundredths. What writes to it fails now or in a moment.",
        runbook: { meaning: "Nearly nothing is left on a volume.", commands, cured: "More than a tenth is free." },
      },
      {
        name: "VolumeFillsSoon",
        expression: `predict_linear(kubelet_volume_stats_available_bytes[6h], 4 * 24 * 3600) < 0 and ${left} < 0.15 and kubelet_volume_stats_used_bytes > 0`,
        for: "1h",
        severity: "warning",
        owner,
        summary:
          "Volume {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} is full within four days at this pace",
        description: "What was written in the last six hours goes on: then nothing is left in four days.",
        runbook: { meaning: "A volume fills steadily.", commands, cured: "It no longer shrinks, or was given room." },
      },
      {
        name: "VolumeInodesNearlyUsed",
        expression:
          "kubelet_volume_stats_inodes_free / kubelet_volume_stats_inodes < 0.05 and kubelet_volume_stats_inodes_used > 0",
        for: "15m",
        severity: "warning",
        owner,
        summary:
          "Volume {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} has {{ $value | humanizePercentage }} of its inodes left",
        description: "When they are used up no file can be made, though space is left.",
        runbook: { meaning: "Very many small files.", commands, cured: "More than a twentieth is free." },
      },
      {
        name: "VolumeFailed",
        expression: 'kube_persistentvolume_status_phase{phase=~"Failed|Pending"} > 0',
        for: "15m",
        severity: "warning",
        owner: PLATFORM,
        summary: "Volume {{ $labels.persistentvolume }} is {{ $labels.phase }}",
        description: "The cloud could not make it, or could not take it back.",
        runbook: {
          meaning: "The storage driver and the cloud disagree.",
          commands: [
            "kubectl describe pv <volume>",
            "kubectl -n cinder-csi logs -l app=openstack-cinder-csi --tail=100",
          ],
          cured: "The volume is `Bound`, or gone.",
        },
      },
      ...(longhorn
        ? [
            {
              name: "LonghornVolumeFaulted",
              expression: 'max by (volume, pvc, pvc_namespace) (longhorn_volume_robustness{state="faulted"}) == 1',
              for: "2m",
              severity: "critical" as const,
              owner: PLATFORM,
              summary:
                "Volume {{ $labels.volume }} of {{ $labels.pvc_namespace }}/{{ $labels.pvc }} has no copy left that works",
              description: "Nothing can be read from it. Its pod stands still.",
              runbook: {
                meaning: "Every copy of the volume is lost or out of step.",
                commands: [
                  "kubectl -n longhorn-system get volumes.longhorn.io <volume> -o yaml",
                  "kubectl -n longhorn-system get replicas.longhorn.io -o wide | grep <volume>",
                  "# salvage a copy in Longhorn's page, or restore the volume from the backup",
                ],
                cured: "The volume is `healthy`.",
              },
            },
            {
              name: "LonghornVolumeDegraded",
              expression: 'max by (volume, pvc, pvc_namespace) (longhorn_volume_robustness{state="degraded"}) == 1',
              for: "30m",
              severity: "warning" as const,
              owner: PLATFORM,
              summary: "Volume {{ $labels.volume }} of {{ $labels.pvc_namespace }}/{{ $labels.pvc }} lacks copies",
              description: "It works, and another loss could end it. Copies have not been made anew for half an hour.",
              runbook: {
                meaning: "A node or disk with a copy is gone, or no node has room for another copy.",
                commands: [
                  "kubectl -n longhorn-system get volumes.longhorn.io <volume>",
                  "kubectl -n longhorn-system get nodes.longhorn.io",
                ],
                cured: "The volume is `healthy`.",
              },
            },
            {
              name: "LonghornNodeNearlyFull",
              expression: "longhorn_node_storage_usage_bytes / longhorn_node_storage_capacity_bytes > 0.8",
              for: "15m",
              severity: "warning" as const,
              owner: PLATFORM,
              summary: "Volumes fill {{ $value | humanizePercentage }} of the disk of node {{ $labels.node }}",
              description: "Soon no copy can be made there, for new volumes or lost copies.",
              runbook: {
                meaning: "The data disk for Longhorn fills up.",
                commands: [
                  "kubectl -n longhorn-system get nodes.longhorn.io <node> -o yaml",
                  "ssh <node> df -h /var/lib/longhorn",
                ],
                cured: "Below 80 %, by a further node in the pool or fewer volumes.",
              },
            },
          ]
        : []),
    ],
  };
}
