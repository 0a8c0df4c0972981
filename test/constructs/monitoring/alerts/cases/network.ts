import { fires, quiet, type GroupCases } from "../alert-case";

const drops = (reason: string, values: string) => ({
  [`cilium_drop_count_total{pod="cilium-1",reason="${reason}",direction="EGRESS"}`]: values,
});
const answers = (servfail: string, fine: string) => ({
  'coredns_dns_responses_total{rcode="SERVFAIL",pod="a"}': servfail,
  'coredns_dns_responses_total{rcode="NOERROR",pod="a"}': fine,
});

export const network: GroupCases = {
  CiliumAgentDown: [
    fires(
      "after five minutes",
      "5m",
      { 'up{job="cilium-agent",instance="n1"}': "0x10" },
      { labels: { job: "cilium-agent", instance: "n1" } },
    ),
    quiet("before", "4m", { 'up{job="cilium-agent",instance="n1"}': "0x10" }),
    quiet("when it answers", "10m", { 'up{job="cilium-agent",instance="n1"}': "1x10" }),
  ],
  CiliumNodesUnreachable: [
    fires(
      "after five minutes",
      "5m",
      { 'cilium_unreachable_nodes{pod="cilium-1"}': "2x10" },
      { labels: { pod: "cilium-1" }, value: "2" },
    ),
    quiet("before", "4m", { 'cilium_unreachable_nodes{pod="cilium-1"}': "2x10" }),
    quiet("when all are reachable", "10m", { 'cilium_unreachable_nodes{pod="cilium-1"}': "0x10" }),
  ],
  CiliumDropsPackets: [
    fires("at ten a second", "20m", drops("CT: Map insertion failed", "0+600x30"), {
      labels: { pod: "cilium-1", reason: "CT: Map insertion failed" },
      value: "10",
    }),
    quiet("at exactly five a second", "30m", drops("CT: Map insertion failed", "0+300x40")),
    quiet("when a policy denies", "30m", drops("Policy denied", "0+6000x40")),
  ],
  PolicyDeniesMuch: [
    fires("at twenty a second", "30m", drops("Policy denied", "0+1200x40"), {
      labels: { pod: "cilium-1" },
      value: "20",
    }),
    quiet("at exactly ten a second", "40m", drops("Policy denied", "0+600x40")),
    quiet("when packets are dropped for another reason", "30m", drops("CT: Map insertion failed", "0+1200x40")),
  ],
  CiliumMapsNearlyFull: [
    fires(
      "above nine tenths",
      "10m",
      { 'cilium_bpf_map_pressure{pod="cilium-1",map_name="ct4_global"}': "0.95x20" },
      { labels: { pod: "cilium-1", map_name: "ct4_global" }, value: "95%" },
    ),
    quiet("at exactly nine tenths", "20m", {
      'cilium_bpf_map_pressure{pod="cilium-1",map_name="ct4_global"}': "0.9x20",
    }),
  ],
  CiliumControllersFail: [
    fires(
      "after a quarter of an hour",
      "15m",
      { 'cilium_controllers_failing{pod="cilium-1"}': "3x20" },
      { labels: { pod: "cilium-1" }, value: "3" },
    ),
    quiet("before", "14m", { 'cilium_controllers_failing{pod="cilium-1"}': "3x20" }),
    quiet("when none fails", "20m", { 'cilium_controllers_failing{pod="cilium-1"}': "0x20" }),
  ],
  HubbleLosesEvents: [
    fires(
      "at two a second",
      "25m",
      { 'hubble_lost_events_total{pod="cilium-1",source="perf"}': "0+120x40" },
      { labels: { pod: "cilium-1" }, value: "2" },
    ),
    quiet("at exactly one a second", "40m", { 'hubble_lost_events_total{pod="cilium-1",source="perf"}': "0+60x40" }),
  ],
  NameServersMissing: [
    fires("when none is known for three minutes", "3m", {}),
    fires("when none answers", "3m", { 'up{job="coredns",instance="a"}': "0x10" }),
    quiet("before", "2m", {}),
    quiet("while one answers", "10m", {
      'up{job="coredns",instance="a"}': "0x10",
      'up{job="coredns",instance="b"}': "1x10",
    }),
  ],
  NamesFail: [
    fires("when one in ten fails", "20m", answers("0+6x30", "0+54x30"), { value: "10%" }),
    quiet("at exactly one in twenty", "30m", answers("0+3x40", "0+57x40")),
    quiet("before ten minutes are over", "9m", answers("0+6x30", "0+54x30")),
  ],
};
