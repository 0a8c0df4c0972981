import { fires, quiet, type AlertCase, type GroupCases } from "../alert-case";

const OF_VENDOR = { namespace: "vendor-01", owner: "vendor-01" };

/** Cases of an alert on a controller that lacks replicas. */
function replicasMissing(
  kind: string,
  { wanted, there, updated }: { wanted: string; there: string; updated: string },
  value: string,
): AlertCase[] {
  const labels = `{namespace="vendor-01",${kind}="card"}`;
  const series = (replicas: string, changes = "2x40") => ({
    [wanted + labels]: "3x40",
    [there + labels]: replicas,
    [updated + labels]: changes,
  });
  return [
    fires("after a quarter of an hour", "15m", series("2x40"), { labels: { ...OF_VENDOR, [kind]: "card" }, value }),
    quiet("before", "14m", series("2x40")),
    quiet("with all of them", "40m", series("3x40")),
    quiet("while an update goes on", "20m", series("2x40", "0 1 2 0 1 2 0 1 2 0 1 2 0 1 2 0 1 2 0 1 2 0 1 2 0 1")),
  ];
}

const POD = 'namespace="vendor-01",pod="card-1",container="card"';
const POD_LABELS = { ...OF_VENDOR, pod: "card-1", container: "card" };

export const workloads: GroupCases = {
  KubePodCrashLooping: [
    fires(
      "after a quarter of an hour",
      "15m",
      { [`kube_pod_container_status_waiting_reason{${POD},reason="CrashLoopBackOff"}`]: "1x20" },
      { labels: { ...POD_LABELS, reason: "CrashLoopBackOff" } },
    ),
    fires(
      "though it runs for moments in between",
      "20m",
      {
        [`kube_pod_container_status_waiting_reason{${POD},reason="CrashLoopBackOff"}`]:
          "1 _ 1 _ _ 1 _ _ _ 1 _ 1 _ _ 1 _ 1 _ _ 1 _",
      },
      { labels: { ...POD_LABELS, reason: "CrashLoopBackOff" } },
    ),
    fires(
      "for the platform in its own namespaces",
      "15m",
      {
        'kube_pod_container_status_waiting_reason{namespace="velero",pod="p",container="c",reason="CrashLoopBackOff"}':
          "1x20",
      },
      { labels: { namespace: "velero", owner: "platform", pod: "p", container: "c", reason: "CrashLoopBackOff" } },
    ),
    fires(
      "for the platform in a namespace whose name only begins like a vendor's",
      "15m",
      {
        'kube_pod_container_status_waiting_reason{namespace="vendor-011",pod="p",container="c",reason="CrashLoopBackOff"}':
          "1x20",
      },
      { labels: { namespace: "vendor-011", owner: "platform", pod: "p", container: "c", reason: "CrashLoopBackOff" } },
    ),
    quiet("before", "14m", { [`kube_pod_container_status_waiting_reason{${POD},reason="CrashLoopBackOff"}`]: "1x20" }),
    quiet("when it waits for something else", "20m", {
      [`kube_pod_container_status_waiting_reason{${POD},reason="ImagePullBackOff"}`]: "1x20",
    }),
  ],
  KubePodNotReady: [
    fires(
      "when it is pending for a quarter of an hour",
      "15m",
      {
        'kube_pod_status_phase{namespace="vendor-01",pod="card-1",phase="Pending"}': "1x20",
        'kube_pod_owner{namespace="vendor-01",pod="card-1",owner_kind="ReplicaSet"}': "1x20",
      },
      { labels: { ...OF_VENDOR, pod: "card-1" } },
    ),
    quiet("before", "14m", {
      'kube_pod_status_phase{namespace="vendor-01",pod="card-1",phase="Pending"}': "1x20",
      'kube_pod_owner{namespace="vendor-01",pod="card-1",owner_kind="ReplicaSet"}': "1x20",
    }),
    quiet("for a pod of a job, which has an alert of its own", "20m", {
      'kube_pod_status_phase{namespace="vendor-01",pod="task-1",phase="Failed"}': "1x20",
      'kube_pod_owner{namespace="vendor-01",pod="task-1",owner_kind="Job"}': "1x20",
    }),
    quiet("when it runs", "20m", {
      'kube_pod_status_phase{namespace="vendor-01",pod="card-1",phase="Pending"}': "0x20",
      'kube_pod_owner{namespace="vendor-01",pod="card-1",owner_kind="ReplicaSet"}': "1x20",
    }),
  ],
  KubeContainerWaiting: [
    fires(
      "after half an hour",
      "30m",
      { [`kube_pod_container_status_waiting_reason{${POD},reason="ImagePullBackOff"}`]: "1x40" },
      { labels: { ...POD_LABELS, reason: "ImagePullBackOff" } },
    ),
    quiet("before", "29m", { [`kube_pod_container_status_waiting_reason{${POD},reason="ImagePullBackOff"}`]: "1x40" }),
    quiet("when it crashes, which has an alert of its own", "40m", {
      [`kube_pod_container_status_waiting_reason{${POD},reason="CrashLoopBackOff"}`]: "1x40",
    }),
  ],
  KubeContainerOutOfMemory: [
    fires(
      "when it was killed twice in ten minutes",
      "15m",
      {
        [`kube_pod_container_status_restarts_total{${POD}}`]: "0x10 1 2x10",
        [`kube_pod_container_status_last_terminated_reason{${POD},reason="OOMKilled"}`]: "1x30",
      },
      { labels: POD_LABELS, value: "2" },
    ),
    quiet("when it was killed once", "15m", {
      [`kube_pod_container_status_restarts_total{${POD}}`]: "0x10 1x20",
      [`kube_pod_container_status_last_terminated_reason{${POD},reason="OOMKilled"}`]: "1x30",
    }),
    quiet("when it ended for another reason", "15m", {
      [`kube_pod_container_status_restarts_total{${POD}}`]: "0x10 1 2x10",
      [`kube_pod_container_status_last_terminated_reason{${POD},reason="Error"}`]: "1x30",
    }),
  ],
  KubeJobFailed: [
    fires(
      "after a quarter of an hour",
      "15m",
      { 'kube_job_failed{namespace="vendor-02",job_name="task",condition="true"}': "1x20" },
      { labels: { namespace: "vendor-02", owner: "vendor-02", job_name: "task", condition: "true" } },
    ),
    quiet("when it was deleted", "15m", {
      'kube_job_failed{namespace="vendor-02",job_name="task",condition="true"}': "1x5 stale",
    }),
    quiet("when it succeeded", "20m", {
      'kube_job_failed{namespace="vendor-02",job_name="task",condition="true"}': "0x20",
    }),
  ],
  KubeDeploymentReplicasMismatch: replicasMissing(
    "deployment",
    {
      wanted: "kube_deployment_spec_replicas",
      there: "kube_deployment_status_replicas_available",
      updated: "kube_deployment_status_replicas_updated",
    },
    "3",
  ),
  KubeDeploymentHasNoReplica: [
    fires(
      "after three minutes",
      "3m",
      {
        'kube_deployment_status_replicas_available{namespace="vendor-01",deployment="card"}': "0x10",
        'kube_deployment_spec_replicas{namespace="vendor-01",deployment="card"}': "3x10",
      },
      { labels: { ...OF_VENDOR, deployment: "card" } },
    ),
    quiet("before", "2m", {
      'kube_deployment_status_replicas_available{namespace="vendor-01",deployment="card"}': "0x10",
      'kube_deployment_spec_replicas{namespace="vendor-01",deployment="card"}': "3x10",
    }),
    quiet("when none is wanted", "10m", {
      'kube_deployment_status_replicas_available{namespace="vendor-01",deployment="card"}': "0x10",
      'kube_deployment_spec_replicas{namespace="vendor-01",deployment="card"}': "0x10",
    }),
    quiet("with one of three", "10m", {
      'kube_deployment_status_replicas_available{namespace="vendor-01",deployment="card"}': "1x10",
      'kube_deployment_spec_replicas{namespace="vendor-01",deployment="card"}': "3x10",
    }),
  ],
  KubeDeploymentRolloutStuck: [
    fires(
      "after a quarter of an hour",
      "15m",
      {
        'kube_deployment_status_condition{namespace="vendor-01",deployment="card",condition="Progressing",status="false"}':
          "1x20",
      },
      { labels: { ...OF_VENDOR, deployment: "card", condition: "Progressing", status: "false" } },
    ),
    quiet("while it goes on", "20m", {
      'kube_deployment_status_condition{namespace="vendor-01",deployment="card",condition="Progressing",status="false"}':
        "0x20",
    }),
  ],
  KubeStatefulSetReplicasMismatch: replicasMissing(
    "statefulset",
    {
      wanted: "kube_statefulset_replicas",
      there: "kube_statefulset_status_replicas_ready",
      updated: "kube_statefulset_status_replicas_updated",
    },
    "3",
  ),
  KubeDaemonSetPodsMissing: replicasMissing(
    "daemonset",
    {
      wanted: "kube_daemonset_status_desired_number_scheduled",
      there: "kube_daemonset_status_number_ready",
      updated: "kube_daemonset_status_updated_number_scheduled",
    },
    "1",
  ),
  KubeHpaMaxedOut: [
    fires("after a quarter of an hour", "15m", hpa("10", "10", "2"), {
      labels: { ...OF_VENDOR, horizontalpodautoscaler: "card" },
      value: "10",
    }),
    quiet("before", "14m", hpa("10", "10", "2")),
    quiet("with one replica less", "20m", hpa("9", "10", "2")),
    quiet("when it may not scale at all", "20m", hpa("2", "2", "2")),
  ],
  KubeHpaCannotScale: [
    fires(
      "after a quarter of an hour without metrics",
      "15m",
      {
        'kube_horizontalpodautoscaler_status_condition{namespace="vendor-01",horizontalpodautoscaler="card",condition="ScalingActive",status="false"}':
          "1x20",
        ...hpa("2", "10", "2"),
      },
      { labels: { ...OF_VENDOR, horizontalpodautoscaler: "card", condition: "ScalingActive", status: "false" } },
    ),
    quiet("when it was scaled to nothing on purpose", "20m", {
      'kube_horizontalpodautoscaler_status_condition{namespace="vendor-01",horizontalpodautoscaler="card",condition="ScalingActive",status="false"}':
        "1x20",
      ...hpa("0", "10", "2"),
    }),
    quiet("when it scales", "20m", {
      'kube_horizontalpodautoscaler_status_condition{namespace="vendor-01",horizontalpodautoscaler="card",condition="ScalingActive",status="false"}':
        "0x20",
      ...hpa("2", "10", "2"),
    }),
  ],
};

function hpa(current: string, maximum: string, minimum: string): Record<string, string> {
  const labels = '{namespace="vendor-01",horizontalpodautoscaler="card"}';
  return {
    [`kube_horizontalpodautoscaler_status_current_replicas${labels}`]: `${current}x20`,
    [`kube_horizontalpodautoscaler_spec_max_replicas${labels}`]: `${maximum}x20`,
    [`kube_horizontalpodautoscaler_spec_min_replicas${labels}`]: `${minimum}x20`,
  };
}
