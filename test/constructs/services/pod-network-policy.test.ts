import { Namespace } from "../../../src/constructs/kubernetes/namespace";
import { reasonsOf, sourceOf } from "../../../src/constructs/provenance";
import { PodNetworkPolicy, type PodNetworkPolicyProps } from "../../../src/constructs/services";
import { Cidr, Port } from "../../../src/environment/values";
import { emptyStack, theOnly } from "./synthesized";

function policyOf(changes: Partial<Omit<PodNetworkPolicyProps, "namespace">>) {
  const stack = emptyStack();
  const namespace = Namespace.fromNamespaceName(stack, "namespace", "vendor-01");
  const policy = new PodNetworkPolicy(stack, "policy", {
    name: "card-to-record",
    namespace,
    direction: "egress",
    rules: [{ peer: { kind: "namespace", namespace: "vendor-02" }, ports: [Port.tcp(8080)] }],
    why: "flow card-to-record",
    source: ["services", 1, "flows", 0],
    ...changes,
  });
  return { stack, policy };
}

const specificationOf = (changes: Parameters<typeof policyOf>[0]) =>
  theOnly(policyOf(changes).stack, "kubernetes_network_policy_v1").spec;

describe("a network policy", () => {
  it("admits what comes from pods of another namespace", () => {
    const peer = { kind: "pods", namespace: "vendor-02", labels: { "app.kubernetes.io/name": "card" } } as const;
    const podLabels = { "app.kubernetes.io/name": "record" };
    expect(specificationOf({ direction: "ingress", podLabels, rules: [{ peer, ports: [Port.tcp(8080)] }] })).toEqual({
      pod_selector: { match_labels: { "app.kubernetes.io/name": "record" } },
      policy_types: ["Ingress"],
      ingress: [
        {
          from: [
            {
              namespace_selector: { match_labels: { "kubernetes.io/metadata.name": "vendor-02" } },
              pod_selector: { match_labels: { "app.kubernetes.io/name": "card" } },
            },
          ],
          ports: [{ protocol: "TCP", port: "8080" }],
        },
      ],
    });
  });

  it("lets pods reach address blocks and ranges of ports", () => {
    const peer = { kind: "blocks", blocks: [Cidr.parse("10.1.0.0/16"), Cidr.parse("10.3.0.0/16")] } as const;
    expect(specificationOf({ rules: [{ peer, ports: [Port.tcpRange(8000, 8010)] }] })).toEqual({
      pod_selector: {},
      policy_types: ["Egress"],
      egress: [
        {
          to: [{ ip_block: { cidr: "10.1.0.0/16" } }, { ip_block: { cidr: "10.3.0.0/16" } }],
          ports: [{ protocol: "TCP", port: "8000", end_port: 8010 }],
        },
      ],
    });
  });

  it("tells the flow and the value of the YAML that it comes from", () => {
    const { policy } = policyOf({});
    expect(reasonsOf(policy)).toEqual(["flow card-to-record"]);
    expect(sourceOf(policy)).toEqual(["services", 1, "flows", 0]);
  });

  it("refuses a rule without ports", () => {
    const peer = { kind: "namespace", namespace: "vendor-02" } as const;
    expect(() => policyOf({ rules: [{ peer, ports: [] }] })).toThrow(
      "network policy card-to-record: got a rule without ports, which would open all of them; name at least one",
    );
  });

  it("refuses a protocol that network policies do not know", () => {
    const peer = { kind: "namespace", namespace: "vendor-02" } as const;
    expect(() => policyOf({ rules: [{ peer, ports: [Port.icmp()] }] })).toThrow(
      "network policy card-to-record: got icmp, expected tcp or udp: network policies know nothing else",
    );
  });
});
