import type { RuleGroup } from "../alert";
import { PLATFORM } from "../owners";

/** The cluster's own network: Cilium, Hubble, names. */
export function network(): RuleGroup {
  const look = [
    "kubectl -n kube-system get pods -l k8s-app=cilium -o wide",
    "kubectl -n kube-system exec <cilium pod> -- cilium-dbg status --verbose",
  ];
  const names = [
    "kubectl -n kube-system get pods -l k8s-app=kube-dns -o wide",
    "kubectl -n kube-system logs -l k8s-app=kube-dns --tail=50",
  ];
  return {
    name: "network",
    title: "Network of the cluster and names",
    alerts: [
      {
        name: "CiliumAgentDown",
        expression: 'up{job="cilium-agent"} == 0',
        for: "5m",
        severity: "critical",
        owner: PLATFORM,
        summary: "Cilium's agent on {{ $labels.instance }} does not answer",
        description: "Pods on this node keep their connections; new pods and changed policies do not work.",
        runbook: {
          meaning: "The agent that programs the node's network is down.",
          commands: [...look, "kubectl -n kube-system logs <cilium pod> -c cilium-agent --tail=100 --previous"],
          cured: "`cilium-dbg status` says OK on the node.",
        },
      },
      {
        name: "CiliumNodesUnreachable",
        expression: "max by (pod) (cilium_unreachable_nodes) > 0",
        for: "5m",
        severity: "warning",
        owner: PLATFORM,
        summary: "{{ $labels.pod }} cannot reach {{ $value }} nodes",
        description: "Pods of these nodes do not reach each other.",
        runbook: {
          meaning: "Health checks between agents fail: a node is down, or a security group or route is wrong.",
          commands: ["kubectl -n kube-system exec <cilium pod> -- cilium-health status", "kubectl get nodes -o wide"],
          cured: "`cilium-health status` shows every node reachable.",
        },
      },
      {
        name: "CiliumDropsPackets",
        expression:
          'sum by (pod, reason) (rate(cilium_drop_count_total{reason!~"Policy denied|Unsupported L3 protocol|Unsupported protocol for NAT masquerade"}[5m])) > 5',
        for: "10m",
        severity: "warning",
        owner: PLATFORM,
        summary: "{{ $labels.pod }} drops {{ $value | humanize }} packets a second: {{ $labels.reason }}",
        description: "Not by a policy, but by a fault of the network on this node.",
        runbook: {
          meaning: "The reason tells: full tables, wrong checksums, missing endpoints.",
          commands: [...look, "hubble observe --verdict DROPPED --last 100"],
          cured: "Fewer than five packets a second are dropped.",
        },
      },
      {
        name: "PolicyDeniesMuch",
        expression: 'sum by (pod) (rate(cilium_drop_count_total{reason="Policy denied"}[10m])) > 10',
        for: "15m",
        severity: "info",
        owner: PLATFORM,
        summary: "{{ $labels.pod }} refuses {{ $value | humanize }} packets a second by policy",
        description: "Somebody tries what no flow allows: a missing flow in the YAML, or a program that looks around.",
        runbook: {
          meaning: "NetworkPolicies work. Who is refused, and why, shows whether it should be.",
          commands: ["hubble observe --verdict DROPPED --type drop --last 100 -o compact"],
          cured: "Fewer than ten packets a second; the flow was declared or the program mended.",
        },
      },
      {
        name: "CiliumMapsNearlyFull",
        expression: "max by (pod, map_name) (cilium_bpf_map_pressure) > 0.9",
        for: "10m",
        severity: "warning",
        owner: PLATFORM,
        summary: "Table {{ $labels.map_name }} of {{ $labels.pod }} is {{ $value | humanizePercentage }} full",
        description: "A full table drops new connections, services or policies on the node.",
        runbook: {
          meaning: "More connections, services or identities than the tables were made for.",
          commands: [...look, "kubectl -n kube-system exec <cilium pod> -- cilium-dbg bpf ct list global | wc -l"],
          cured: "Below nine tenths, or larger tables in Cilium's values.",
        },
      },
      {
        name: "CiliumControllersFail",
        expression: "max by (pod) (cilium_controllers_failing) > 0",
        for: "15m",
        severity: "warning",
        owner: PLATFORM,
        summary: "{{ $value }} tasks of {{ $labels.pod }} fail over and over",
        description: "The node's network is not what Kubernetes asks for.",
        runbook: {
          meaning: "A task of the agent, such as writing a policy, gets no further.",
          commands: [
            ...look,
            "kubectl -n kube-system exec <cilium pod> -- cilium-dbg status --all-controllers | grep -v OK",
          ],
          cured: "No controller fails.",
        },
      },
      {
        name: "HubbleLosesEvents",
        expression: "sum by (pod) (rate(hubble_lost_events_total[5m])) > 1",
        for: "15m",
        severity: "info",
        owner: PLATFORM,
        summary: "{{ $labels.pod }} loses {{ $value | humanize }} flow records a second",
        description: "The record of who talked to whom has holes.",
        runbook: {
          meaning: "More flows than Hubble's buffer holds.",
          commands: ["kubectl -n kube-system exec <cilium pod> -- hubble status"],
          cured: "Nothing is lost, or the buffer was made larger.",
        },
      },
      {
        name: "NameServersMissing",
        expression: 'absent(up{job="coredns"} == 1)',
        for: "3m",
        severity: "critical",
        owner: PLATFORM,
        summary: "No name server of the cluster answers",
        description: "Pods find each other by name no longer: nearly everything fails within a minute.",
        runbook: {
          meaning: "CoreDNS is down, or Prometheus no longer finds it.",
          commands: names,
          cured: '`up{job="coredns"}` is 1.',
        },
      },
      {
        name: "NamesFail",
        expression:
          'sum(rate(coredns_dns_responses_total{rcode="SERVFAIL"}[5m])) / sum(rate(coredns_dns_responses_total[5m])) > 0.05',
        for: "10m",
        severity: "warning",
        owner: PLATFORM,
        summary: "{{ $value | humanizePercentage }} of questions for names fail",
        description: "Mostly names outside the cluster: the cloud's name servers do not answer.",
        runbook: {
          meaning: "CoreDNS cannot answer, or who it asks cannot.",
          commands: [...names, "kubectl -n kube-system get configmap -l k8s-app=kube-dns -o yaml | grep forward"],
          cured: "Fewer than five in a hundred fail.",
        },
      },
    ],
  };
}
