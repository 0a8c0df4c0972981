import type { Alert, RuleGroup } from "../alert";
import { PLATFORM } from "../owners";

const DISKS = 'fstype!~"tmpfs|squashfs|overlay|nsfs|ramfs|iso9660",mountpoint!=""';

/** Machines of the cluster, as Kubernetes and as their own exporter see them. */
export function nodes(): RuleGroup {
  return {
    name: "nodes",
    title: "Nodes",
    recordings: [
      {
        record: "node:availability_zone:info",
        expression:
          'max by (node, availability_zone) (label_replace(kube_node_labels, "availability_zone", "$1", "label_topology_kubernetes_io_zone", "(.+)"))',
      },
      {
        record: "node:ready:by_availability_zone",
        expression:
          'max by (node) (kube_node_status_condition{condition="Ready",status="true"}) * on (node) group_left (availability_zone) node:availability_zone:info or on (node) max by (node) (kube_node_status_condition{condition="Ready",status="true"})',
      },
    ],
    alerts: [...readiness(), ...disks(), ...clocks(), ...load()],
  };
}

function readiness(): Alert[] {
  const nodes = "kubectl get nodes -o wide -L topology.kubernetes.io/zone";
  return [
    {
      name: "AvailabilityZoneDown",
      expression:
        '(sum by (availability_zone) (node:ready:by_availability_zone{availability_zone!=""}) == 0) and on (availability_zone) (count by (availability_zone) (node:ready:by_availability_zone) > 1)',
      for: "2m",
      severity: "critical",
      owner: PLATFORM,
      summary: "No node in availability zone {{ $labels.availability_zone }} is ready",
      description:
        "Every node of the availability zone is lost. What ran there starts in the others, as far as they have room.",
      runbook: {
        meaning:
          "Power or network of a whole availability zone is gone. The platform is built to survive it: look whether it does.",
        commands: [
          nodes,
          "kubectl get pods -A --field-selector=status.phase=Pending",
          "# look at the cloud's own status page and call its operators",
        ],
        cured: "Nodes of the zone are ready again and pods are spread over all zones.",
      },
    },
    {
      name: "NodeNotReady",
      expression: "node:ready:by_availability_zone == 0",
      for: "5m",
      severity: "warning",
      owner: PLATFORM,
      summary: "Node {{ $labels.node }} is not ready",
      description:
        "The node has not been ready for five minutes. Its pods are moved; a second such node may leave too little room.",
      runbook: {
        meaning: "The kubelet no longer reports, or reports that it cannot run pods.",
        commands: [
          nodes,
          "kubectl describe node <node>",
          "ssh <node> journalctl -u rke2-agent -u rke2-server --since '-30 min'",
        ],
        cured: "`kubectl get nodes` shows it `Ready`.",
      },
    },
    {
      name: "NodeReadinessFlaps",
      expression: 'changes(kube_node_status_condition{condition="Ready",status="true"}[15m]) > 2',
      for: "15m",
      severity: "warning",
      owner: PLATFORM,
      summary: "Node {{ $labels.node }} is ready and not ready in turns",
      description: "Readiness changed {{ $value }} times in 15 minutes. Pods are moved and come back.",
      runbook: {
        meaning: "Usually memory, a slow disk or an unsteady network.",
        commands: ["kubectl describe node <node>", "ssh <node> dmesg -T | tail -50"],
        cured: "The node stays ready for an hour.",
      },
    },
    {
      name: "NodeUnderPressure",
      expression:
        'max by (node, condition) (kube_node_status_condition{condition=~"MemoryPressure|DiskPressure|PIDPressure",status="true"}) == 1',
      for: "5m",
      severity: "warning",
      owner: PLATFORM,
      summary: "Node {{ $labels.node }} reports {{ $labels.condition }}",
      description: "The kubelet evicts pods from this node until the pressure is gone, and takes no new ones.",
      runbook: {
        meaning: "Memory, disk or process numbers of the node run out.",
        commands: [
          "kubectl describe node <node>",
          "kubectl top pods -A --sort-by=memory | head -20",
          "ssh <node> df -h",
        ],
        cured: "The condition is `False` again in `kubectl describe node`.",
      },
    },
    {
      name: "NodeTooManyPods",
      expression:
        'count by (node) ((kube_pod_status_phase{phase="Running"} == 1) * on (namespace, pod) group_left (node) max by (namespace, pod, node) (kube_pod_info{node!=""})) / max by (node) (kube_node_status_capacity{resource="pods"}) > 0.95',
      for: "15m",
      severity: "info",
      owner: PLATFORM,
      summary: "Node {{ $labels.node }} runs {{ $value | humanizePercentage }} of the pods that it may",
      description: "Soon no further pod starts there, however much CPU and memory is left.",
      runbook: {
        meaning: "The kubelet's limit on pods is nearly reached.",
        commands: ["kubectl get pods -A --field-selector spec.nodeName=<node> | wc -l"],
        cured: "Pods are below 95 % of the limit, for instance by another node in the pool.",
      },
    },
  ];
}

function disks(): Alert[] {
  const commands = [
    "ssh <node> df -h <mount point>",
    "ssh <node> du -xh --max-depth=2 <mount point> | sort -h | tail -20",
    "ssh <node> crictl rmi --prune  # images nobody uses",
  ];
  return [
    {
      name: "NodeDiskNearlyFull",
      expression: `node_filesystem_avail_bytes{${DISKS}} / node_filesystem_size_bytes{${DISKS}} < 0.1 and node_filesystem_readonly{${DISKS}} == 0`,
      for: "15m",
      severity: "warning",
      owner: PLATFORM,
      summary: "{{ $labels.mountpoint }} on {{ $labels.instance }} has {{ $value | humanizePercentage }} left",
      description: "Below a tenth. The kubelet starts to evict pods where it is the disk of images and containers.",
      runbook: {
        meaning: "A file system of a node fills up: images, logs, or data that belongs elsewhere.",
        commands,
        cured: "More than a tenth is free.",
      },
    },
    {
      name: "NodeDiskFull",
      expression: `node_filesystem_avail_bytes{${DISKS}} / node_filesystem_size_bytes{${DISKS}} < 0.03 and node_filesystem_readonly{${DISKS}} == 0`,
      for: "5m",
      severity: "critical",
      owner: PLATFORM,
      summary: "{{ $labels.mountpoint }} on {{ $labels.instance }} is full: {{ $value | humanizePercentage }} left",
      description: "Programs on the node fail to write. On a server etcd is among them.",
      runbook: {
        meaning: "Nearly nothing is left on a file system of a node.",
        commands,
        cured: "More than a tenth is free, and what failed meanwhile was started anew.",
      },
    },
    {
      name: "NodeDiskFillsSoon",
      expression: `predict_linear(node_filesystem_avail_bytes{${DISKS}}[6h], 24 * 3600) < 0 and node_filesystem_avail_bytes{${DISKS}} / node_filesystem_size_bytes{${DISKS}} < 0.4 and node_filesystem_readonly{${DISKS}} == 0`,
      for: "1h",
      severity: "warning",
      owner: PLATFORM,
      summary: "{{ $labels.mountpoint }} on {{ $labels.instance }} is full within a day at this pace",
      description: "What was written in the last six hours goes on for a day: then nothing is left.",
      runbook: {
        meaning: "A file system of a node fills steadily.",
        commands,
        cured: "It no longer shrinks, or was given room.",
      },
    },
    {
      name: "NodeInodesNearlyUsed",
      expression: `node_filesystem_files_free{${DISKS}} / node_filesystem_files{${DISKS}} < 0.05 and node_filesystem_readonly{${DISKS}} == 0`,
      for: "15m",
      severity: "warning",
      owner: PLATFORM,
      summary:
        "{{ $labels.mountpoint }} on {{ $labels.instance }} has {{ $value | humanizePercentage }} of its inodes left",
      description: "When they are used up no file can be made, though space is left.",
      runbook: {
        meaning: "Very many small files.",
        commands: [
          "ssh <node> df -i <mount point>",
          "ssh <node> du --inodes -x --max-depth=3 <mount point> | sort -n | tail",
        ],
        cured: "More than a twentieth of the inodes is free.",
      },
    },
    {
      name: "NodeDiskReadOnly",
      expression: `node_filesystem_readonly{${DISKS},mountpoint=~"/|/var.*"} == 1`,
      for: "5m",
      severity: "critical",
      owner: PLATFORM,
      summary: "{{ $labels.mountpoint }} on {{ $labels.instance }} can only be read",
      description: "The kernel mounts a file system read-only after errors of its disk.",
      runbook: {
        meaning: "The disk or the way to it failed.",
        commands: ["ssh <node> dmesg -T | grep -i -E 'error|remount'", "kubectl drain <node> --ignore-daemonsets"],
        cured: "The node was replaced, or its disk checked and mounted for writing.",
      },
    },
  ];
}

function clocks(): Alert[] {
  const commands = ["ssh <node> chronyc tracking", "ssh <node> chronyc sources -v"];
  return [
    {
      name: "NodeClockSkewed",
      expression: "abs(node_timex_offset_seconds) > 0.05",
      for: "10m",
      severity: "warning",
      owner: PLATFORM,
      summary: "The clock of {{ $labels.instance }} is off by {{ $value | humanizeDuration }}",
      description: "etcd, certificates and the audit trail need clocks that agree to 50 ms.",
      runbook: {
        meaning: "The node's clock and its time servers disagree.",
        commands,
        cured: "`chronyc tracking` shows an offset of less than 50 ms.",
      },
    },
    {
      name: "NodeClockNotSynchronised",
      expression: "min_over_time(node_timex_sync_status[5m]) == 0 and node_timex_maxerror_seconds >= 16",
      for: "10m",
      severity: "warning",
      owner: PLATFORM,
      summary: "The clock of {{ $labels.instance }} follows no time server",
      description: "It drifts on its own. Records of who did what lose their order.",
      runbook: {
        meaning: "No time server answers the node.",
        commands,
        cured: "`chronyc sources` marks one with `*`.",
      },
    },
  ];
}

function load(): Alert[] {
  return [
    {
      name: "NodeMemoryNearlyUsed",
      expression: "node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes < 0.05",
      for: "15m",
      severity: "warning",
      owner: PLATFORM,
      summary: "{{ $labels.instance }} has {{ $value | humanizePercentage }} of its memory left",
      description: "The kernel soon kills a process to get memory back.",
      runbook: {
        meaning: "Pods use more than they asked for, or the node's own programs do.",
        commands: ["kubectl top pods -A --sort-by=memory | head -20", "ssh <node> ps aux --sort=-rss | head"],
        cured: "More than a twentieth is available.",
      },
    },
    {
      name: "NodeConnectionsNearlyUsed",
      expression: "node_nf_conntrack_entries / node_nf_conntrack_entries_limit > 0.8",
      for: "10m",
      severity: "warning",
      owner: PLATFORM,
      summary: "{{ $labels.instance }} tracks {{ $value | humanizePercentage }} of the connections that it can",
      description: "At the limit new connections are dropped without a word.",
      runbook: {
        meaning: "Very many connections, or many that were never closed.",
        commands: ["ssh <node> conntrack -S", "ssh <node> sysctl net.netfilter.nf_conntrack_max"],
        cured: "Below 80 % of the limit.",
      },
    },
    {
      name: "NodeNetworkErrors",
      expression:
        "(rate(node_network_receive_errs_total[5m]) + rate(node_network_transmit_errs_total[5m])) / (rate(node_network_receive_packets_total[5m]) + rate(node_network_transmit_packets_total[5m])) > 0.01",
      for: "30m",
      severity: "warning",
      owner: PLATFORM,
      summary:
        "{{ $labels.device }} on {{ $labels.instance }} has errors in {{ $value | humanizePercentage }} of its packets",
      description: "More than one packet in a hundred is broken, for half an hour.",
      runbook: {
        meaning: "The network card, its driver or the host below it.",
        commands: ["ssh <node> ip -s link show <device>", "# ask the cloud's operators about the host"],
        cured: "Errors no longer grow.",
      },
    },
  ];
}
