import type { Alert, RuleGroup } from "../alert";
import type { AlertContext } from "../context";
import { ownerOfNamespace, type AlertOwner } from "../owners";

/** What runs in pods, whoever it belongs to. */
export function workloads({ vendors }: AlertContext): RuleGroup {
  const owner = ownerOfNamespace(vendors);
  return {
    name: "workloads",
    title: "Workloads",
    alerts: [...pods(owner), ...controllers(owner), ...scaling(owner)],
  };
}

function pods(owner: AlertOwner): Alert[] {
  const look = [
    "kubectl -n <namespace> describe pod <pod>",
    "kubectl -n <namespace> logs <pod> -c <container> --previous --tail=100",
    "kubectl -n <namespace> get events --sort-by=.lastTimestamp | tail -20",
  ];
  return [
    {
      name: "KubePodCrashLooping",
      expression: 'max_over_time(kube_pod_container_status_waiting_reason{reason="CrashLoopBackOff"}[5m]) >= 1',
      for: "15m",
      severity: "warning",
      owner,
      summary:
        "{{ $labels.container }} of pod {{ $labels.namespace }}/{{ $labels.pod }} starts and fails over and over",
      description: "For a quarter of an hour the container has ended soon after each start.",
      runbook: {
        meaning: "The program ends by itself, is killed for its memory, or fails its liveness probe.",
        commands: look,
        cured: "The pod is `Running` and its restarts no longer grow.",
      },
    },
    {
      name: "KubePodNotReady",
      expression:
        'sum by (namespace, pod) (max by (namespace, pod) (kube_pod_status_phase{phase=~"Pending|Unknown|Failed"}) * on (namespace, pod) group_left max by (namespace, pod) (kube_pod_owner{owner_kind!="Job"})) > 0',
      for: "15m",
      severity: "warning",
      owner,
      summary: "Pod {{ $labels.namespace }}/{{ $labels.pod }} does not run",
      description: "For a quarter of an hour it has been pending, failed or unknown.",
      runbook: {
        meaning: "No node has room, an image or volume is missing, or a policy refuses it.",
        commands: look,
        cured: "The pod is `Running`, or its controller no longer wants it.",
      },
    },
    {
      name: "KubeContainerWaiting",
      expression:
        'max by (namespace, pod, container, reason) (kube_pod_container_status_waiting_reason{reason!="CrashLoopBackOff"}) > 0',
      for: "30m",
      severity: "warning",
      owner,
      summary: "{{ $labels.container }} of pod {{ $labels.namespace }}/{{ $labels.pod }} waits: {{ $labels.reason }}",
      description: "The container could not be started for half an hour.",
      runbook: {
        meaning: "Mostly an image that the registry does not have, or a Secret or ConfigMap that is missing.",
        commands: look,
        cured: "The container runs.",
      },
    },
    {
      name: "KubeContainerOutOfMemory",
      expression:
        '(kube_pod_container_status_restarts_total - kube_pod_container_status_restarts_total offset 10m >= 2) and on (namespace, pod, container) (kube_pod_container_status_last_terminated_reason{reason="OOMKilled"} == 1)',
      severity: "warning",
      owner,
      summary:
        "{{ $labels.container }} of pod {{ $labels.namespace }}/{{ $labels.pod }} was killed for its memory {{ $value }} times in 10 minutes",
      description: "It needs more memory than its limit allows.",
      runbook: {
        meaning: "The kernel ends a container that exceeds its memory limit. Requests in flight are lost.",
        commands: ["kubectl -n <namespace> top pod <pod> --containers", ...look.slice(0, 2)],
        cured: "No further kill for an hour, after a larger limit in the YAML or a mended program.",
      },
    },
    {
      name: "KubeJobFailed",
      expression: 'kube_job_failed{condition="true"} > 0',
      for: "15m",
      severity: "warning",
      owner,
      summary: "Job {{ $labels.namespace }}/{{ $labels.job_name }} failed",
      description: "It gave up after its last attempt.",
      runbook: {
        meaning: "A task that should run to its end did not.",
        commands: [
          "kubectl -n <namespace> describe job <job>",
          "kubectl -n <namespace> logs job/<job> --tail=100",
          "kubectl -n <namespace> delete job <job>  # once the cause is known",
        ],
        cured: "The job succeeded, or was deleted.",
      },
    },
  ];
}

function controllers(owner: AlertOwner): Alert[] {
  return [
    {
      name: "KubeDeploymentReplicasMismatch",
      expression:
        "(kube_deployment_spec_replicas > kube_deployment_status_replicas_available) and changes(kube_deployment_status_replicas_updated[10m]) == 0",
      for: "15m",
      severity: "warning",
      owner,
      summary: "Deployment {{ $labels.namespace }}/{{ $labels.deployment }} has fewer than its {{ $value }} replicas",
      description: "Replicas are missing for a quarter of an hour, and no update is on its way.",
      runbook: {
        meaning: "Some pods cannot start or are not ready. With more of them gone the service ends.",
        commands: [
          "kubectl -n <namespace> get deployment,replicaset,pods -l app.kubernetes.io/name=<deployment>",
          "kubectl -n <namespace> describe deployment <deployment>",
        ],
        cured: "`kubectl get deployment` shows as many available as wanted.",
      },
    },
    {
      name: "KubeDeploymentHasNoReplica",
      expression: "kube_deployment_status_replicas_available == 0 and kube_deployment_spec_replicas > 0",
      for: "3m",
      severity: "critical",
      owner,
      summary: "Deployment {{ $labels.namespace }}/{{ $labels.deployment }} has no replica at all",
      description: "In this cluster nothing of it is available for three minutes.",
      runbook: {
        meaning: "The service is down in this cluster; the other cloud may still answer.",
        commands: [
          "kubectl -n <namespace> get pods -l app.kubernetes.io/name=<deployment> -o wide",
          "kubectl -n <namespace> describe deployment <deployment>",
          "kubectl -n <namespace> rollout history deployment <deployment>",
        ],
        cured: "At least one replica is available, soon all.",
      },
    },
    {
      name: "KubeDeploymentRolloutStuck",
      expression: 'kube_deployment_status_condition{condition="Progressing",status="false"} != 0',
      for: "15m",
      severity: "warning",
      owner,
      summary: "The update of deployment {{ $labels.namespace }}/{{ $labels.deployment }} does not go on",
      description: "New pods do not become ready. The old ones still serve.",
      runbook: {
        meaning: "The new version does not start, or the quota has no room for one pod more.",
        commands: [
          "kubectl -n <namespace> rollout status deployment <deployment>",
          "kubectl -n <namespace> describe replicaset -l app.kubernetes.io/name=<deployment>",
        ],
        cured: "`kubectl rollout status` says that it succeeded.",
      },
    },
    {
      name: "KubeStatefulSetReplicasMismatch",
      expression:
        "(kube_statefulset_replicas > kube_statefulset_status_replicas_ready) and changes(kube_statefulset_status_replicas_updated[10m]) == 0",
      for: "15m",
      severity: "warning",
      owner,
      summary: "StatefulSet {{ $labels.namespace }}/{{ $labels.statefulset }} has fewer than its {{ $value }} replicas",
      description: "Replicas are missing for a quarter of an hour, and no update is on its way.",
      runbook: {
        meaning: "A pod with a volume of its own does not start: often its volume hangs on a lost node.",
        commands: [
          "kubectl -n <namespace> get statefulset,pods,pvc",
          "kubectl get volumeattachments",
          "kubectl -n <namespace> describe pod <pod>",
        ],
        cured: "As many replicas are ready as wanted.",
      },
    },
    {
      name: "KubeDaemonSetPodsMissing",
      expression:
        "(kube_daemonset_status_desired_number_scheduled - kube_daemonset_status_number_ready > 0) and changes(kube_daemonset_status_updated_number_scheduled[10m]) == 0",
      for: "15m",
      severity: "warning",
      owner,
      summary: "DaemonSet {{ $labels.namespace }}/{{ $labels.daemonset }} lacks {{ $value }} pods",
      description: "On some nodes it is not ready for a quarter of an hour.",
      runbook: {
        meaning:
          "What should run on every node does not: on these nodes logs, metrics, network or volumes may be missing.",
        commands: [
          "kubectl -n <namespace> get daemonset <daemonset>",
          "kubectl -n <namespace> get pods -o wide | grep <daemonset>",
        ],
        cured: "As many are ready as desired.",
      },
    },
  ];
}

function scaling(owner: AlertOwner): Alert[] {
  return [
    {
      name: "KubeHpaMaxedOut",
      expression:
        "kube_horizontalpodautoscaler_status_current_replicas >= kube_horizontalpodautoscaler_spec_max_replicas and kube_horizontalpodautoscaler_spec_max_replicas > kube_horizontalpodautoscaler_spec_min_replicas",
      for: "15m",
      severity: "warning",
      owner,
      summary:
        "{{ $labels.namespace }}/{{ $labels.horizontalpodautoscaler }} runs all of its {{ $value }} replicas and may start no more",
      description: "More load than now is no longer met by more pods.",
      runbook: {
        meaning: "The autoscaler is at its maximum for a quarter of an hour.",
        commands: [
          "kubectl -n <namespace> describe hpa <autoscaler>",
          "# raise autoscale.maximum of the service in the YAML, and the vendor's quota if needed",
        ],
        cured: "Fewer replicas than the maximum serve the load.",
      },
    },
    {
      name: "KubeHpaCannotScale",
      expression:
        'kube_horizontalpodautoscaler_status_condition{condition="ScalingActive",status="false"} == 1 unless on (namespace, horizontalpodautoscaler) kube_horizontalpodautoscaler_status_current_replicas == 0',
      for: "15m",
      severity: "warning",
      owner,
      summary: "{{ $labels.namespace }}/{{ $labels.horizontalpodautoscaler }} does not scale: it gets no metrics",
      description: "The autoscaler sees no load, so replicas stay as they are whatever comes.",
      runbook: {
        meaning: "The metrics server, or the source that the autoscaler asks, does not answer.",
        commands: ["kubectl -n <namespace> describe hpa <autoscaler>", "kubectl top pods -n <namespace>"],
        cured: "`kubectl describe hpa` shows `ScalingActive True`.",
      },
    },
  ];
}
