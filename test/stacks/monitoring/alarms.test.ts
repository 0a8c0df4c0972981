import { valuesTextOf } from "../../constructs/kubernetes/cluster";
import { named, resourcesOf } from "../../constructs/services/synthesized";
import { monitoringStack } from "./support";

const ALERTMANAGER = { match_labels: { "app.kubernetes.io/name": "alertmanager" } };

/** What a policy of Alertmanager's pods lets out; undefined where there is none. */
function egressTo(stack: ReturnType<typeof monitoringStack>, whom: string): unknown {
  const policies = resourcesOf(stack, "kubernetes_network_policy_v1").map(({ block }) => block);
  return policies.find(({ metadata }) => JSON.stringify(metadata).includes(`"alertmanager-to-${whom}"`))?.spec;
}

describe("what leaves the Alertmanager of a cluster", () => {
  it("goes to its receivers alone: in the intranet to their listener of the exchange", () => {
    expect(egressTo(monitoringStack(), "receivers")).toEqual({
      pod_selector: ALERTMANAGER,
      policy_types: ["Egress"],
      egress: [{ to: [{ ip_block: { cidr: "10.26.0.20/32" } }], ports: [{ port: "9205", protocol: "TCP" }] }],
    });
    expect(egressTo(monitoringStack({}, "tianyi"), "receivers")).toMatchObject({
      // The exchange's endpoint in the medical VPC.
      egress: [{ to: [{ ip_block: { cidr: "10.40.0.30/32" } }], ports: [{ port: "9205", protocol: "TCP" }] }],
    });
  });

  it("goes straight to them where the zone has a way out", () => {
    expect(egressTo(monitoringStack({}, "chutian", "internet"), "receivers")).toMatchObject({
      egress: [{ to: [{ ip_block: { cidr: "198.51.100.142/32" } }], ports: [{ port: "443", protocol: "TCP" }] }],
    });
  });

  it("also asks for names, and agrees among its members on who was told", () => {
    const stack = monitoringStack();
    expect(egressTo(stack, "names")).toMatchObject({
      pod_selector: ALERTMANAGER,
      egress: [{ to: [{ pod_selector: { match_labels: { "k8s-app": "kube-dns" } } }] }],
    });
    expect(egressTo(stack, "members")).toMatchObject({
      pod_selector: ALERTMANAGER,
      egress: [
        {
          to: [{ pod_selector: ALERTMANAGER }],
          ports: [
            { port: "9094", protocol: "TCP" },
            { port: "9094", protocol: "UDP" },
          ],
        },
      ],
    });
  });
});

describe("an Alertmanager in the intranet", () => {
  it("finds its receivers by their own names, so that their certificates fit", () => {
    const stack = monitoringStack();
    expect(valuesTextOf(stack, "kube-prometheus-stack")).toMatch(
      /"hostnames": \[\s+"alerts\.dev\.health\.example"\s+\],\s+"ip": \$\{jsonencode\(kubernetes_service_v1\.outside-names_external-alarms_service_[0-9A-F]+\.spec\[0\]\.cluster_ip\)\}/,
    );
    expect(named(stack, "kubernetes_service_v1", "external-alarms")).toMatchObject({
      spec: { port: [{ name: "tcp-443", port: 443, protocol: "TCP" }] },
    });
    expect(named(stack, "kubernetes_endpoint_slice_v1", "external-alarms")).toMatchObject({
      endpoint: [{ addresses: ["10.26.0.20"] }],
      port: [{ port: "9205" }],
    });
  });

  it("needs no such names where DNS leads to them", () => {
    expect(valuesTextOf(monitoringStack({}, "chutian", "internet"), "kube-prometheus-stack")).not.toContain(
      "hostnames",
    );
  });
});
