import { DashboardLayout, type Dashboard } from "./dashboard";
import { lines, number, table } from "./panels";

/** Ways in and between the clouds, and what the cluster's own network drops. */
export function networkDashboard(): Dashboard {
  return new DashboardLayout("network", "Network", "Links, load balancers, the gateway, and the network between pods.")
    .withPanel(
      number({ title: "Links down" }, 'count(probe_success{probe="link"} == 0) or vector(0)', { green: 0, red: 1 }),
    )
    .withPanel(
      number({ title: "Load balancers down" }, 'count(probe_success{probe="load-balancer"} == 0) or vector(0)', {
        green: 0,
        red: 1,
      }),
    )
    .withPanel(
      number({ title: "Portals down" }, 'count(probe_success{probe="portal"} == 0) or vector(0)', { green: 0, red: 1 }),
    )
    .withPanel(number({ title: "Nodes out of reach" }, "max(cilium_unreachable_nodes)", { green: 0, red: 1 }))
    .withPanel(number({ title: "Gateway proxies" }, "sum(envoy_server_live)", { red: 1, green: 2 }))
    .withPanel(
      number(
        { title: "Name server errors", unit: "percentunit" },
        'sum(rate(coredns_dns_responses_total{rcode="SERVFAIL"}[5m])) / sum(rate(coredns_dns_responses_total[5m]))',
        { green: 0, red: 0.01 },
      ),
    )
    .withPanel(
      lines({ title: "Links: answers in five minutes", unit: "percentunit" }, [
        { expression: 'avg_over_time(probe_success{probe="link"}[5m])', legend: "{{link}} to {{to}}" },
      ]),
    )
    .withPanel(
      lines({ title: "Links: time for an answer", unit: "s" }, [
        { expression: 'probe_duration_seconds{probe="link"}', legend: "{{link}} to {{to}}" },
      ]),
    )
    .withPanel(
      lines({ title: "Load balancers: time to connect", unit: "s" }, [
        { expression: 'probe_duration_seconds{probe="load-balancer"}', legend: "{{load_balancer}}" },
      ]),
    )
    .withPanel(table({ title: "Portals", description: "1 opens, 0 does not." }, 'probe_success{probe="portal"}'))
    .withPanel(
      lines({ title: "Gateway: requests", unit: "reqps" }, [
        {
          expression: "sum by (envoy_response_code_class) (rate(envoy_cluster_upstream_rq_xx[5m]))",
          legend: "{{envoy_response_code_class}}xx",
        },
      ]),
    )
    .withPanel(
      lines({ title: "Packets that Cilium drops", unit: "ops" }, [
        {
          expression: "sum by (reason, direction) (rate(cilium_drop_count_total[5m]))",
          legend: "{{direction}} {{reason}}",
        },
      ]),
    )
    .withPanel(
      lines({ title: "Traffic of nodes", unit: "Bps" }, [
        {
          expression:
            'sum by (instance) (rate(node_network_receive_bytes_total{device!~"lo|lxc.*|cilium.*|veth.*"}[5m]))',
          legend: "in {{instance}}",
        },
        {
          expression:
            'sum by (instance) (rate(node_network_transmit_bytes_total{device!~"lo|lxc.*|cilium.*|veth.*"}[5m]))',
          legend: "out {{instance}}",
        },
      ]),
    )
    .withPanel(
      lines(
        { title: "Connections that nodes keep", unit: "percentunit", description: "New ones fail when it is full." },
        [
          { expression: "node_nf_conntrack_entries / node_nf_conntrack_entries_limit", legend: "{{instance}}" },
          { expression: "max by (map_name) (cilium_bpf_map_pressure)", legend: "{{map_name}}" },
        ],
      ),
    )
    .build();
}
