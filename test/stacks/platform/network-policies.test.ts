import type { PlatformStack } from "../../../src/stacks/platform-stack";
import { resourcesOf } from "../../constructs/services/synthesized";
import { platformStack } from "./support";

const everything = () =>
  platformStack({
    settings: { secretStore: { kind: "kubernetes" }, console: {} },
    clusters: { storage: { kind: "cinder" } },
  });

const text = (value: unknown) => JSON.stringify(value);

/** Policies of a namespace by their name. */
function policiesOf(stack: PlatformStack, namespace: string) {
  const found = resourcesOf(stack, "kubernetes_namespace_v1").find(({ block }) =>
    text(block.metadata).includes(`"name":"${namespace}"`),
  );
  if (!found) throw new Error(`no namespace ${namespace}`);
  return resourcesOf(stack, "kubernetes_network_policy_v1")
    .filter(({ block }) => text(block.metadata).includes(`${found.address}.metadata`))
    .map(({ block }) => block);
}

const specsOf = (stack: PlatformStack, namespace: string) => policiesOf(stack, namespace).map(({ spec }) => spec);

describe("the platform's own namespaces", () => {
  it("let nobody in but their own pods and Prometheus, each of them but those without pods", () => {
    const stack = everything();
    const open = resourcesOf(stack, "kubernetes_namespace_v1")
      .map(({ block }) => /"name":"([^"]+)"/.exec(text(block.metadata))?.[1] ?? "")
      .filter((name) => !text(policiesOf(stack, name)).includes('"name":"default-deny"'));
    expect(open).toEqual(["secrets-vendor-01"]);
    expect(specsOf(stack, "cinder-csi")).toEqual([
      {
        pod_selector: {},
        policy_types: ["Ingress"],
        ingress: [
          { from: [{ pod_selector: {} }] },
          { from: [{ namespace_selector: { match_labels: { "kubernetes.io/metadata.name": "monitoring" } } }] },
        ],
      },
    ]);
  });

  it("do not come between Longhorn's nodes and volumes", () => {
    const stack = platformStack(
      {
        clusters: {
          storage: { kind: "longhorn", pool: "data" },
          pools: [{ id: "data", role: "data", nodes: 3, flavor: "large", cpu: 8, memoryGiB: 32, dataDisksGiB: [1000] }],
        },
      },
      "tianyi",
    );
    expect(policiesOf(stack, "longhorn-system")).toEqual([]);
  });

  it.each([
    ["cert-manager", ["10250"]],
    ["external-secrets", ["10250"]],
    ["keda", ["6443", "9443"]],
    ["platform", ["10250"]],
  ])("let the API server ask the pods of %s, wherever it comes from", (namespace, ports) => {
    const rules = specsOf(everything(), namespace).filter((spec) => !text(spec).includes("namespace_selector"));
    expect(rules).toEqual(
      ports.map((port) => ({
        pod_selector: {},
        policy_types: ["Ingress"],
        ingress: [{ ports: [{ port, protocol: "TCP" }] }],
      })),
    );
  });

  it("let clients reach the gateway's proxies on the ports of its listeners, and nothing else there", () => {
    expect(specsOf(everything(), "envoy-gateway-system")).toContainEqual({
      pod_selector: { match_labels: { "gateway.envoyproxy.io/owning-gateway-name": "cluster" } },
      policy_types: ["Ingress"],
      ingress: [{ ports: ["10443", "8443", "9443", "11443"].map((port) => ({ port, protocol: "TCP" })) }],
    });
  });

  it("let the gateway alone reach the page for applications", () => {
    expect(specsOf(everything(), "console")).toContainEqual({
      pod_selector: {},
      policy_types: ["Ingress"],
      ingress: [
        {
          from: [{ namespace_selector: { match_labels: { "kubernetes.io/metadata.name": "envoy-gateway-system" } } }],
          ports: [{ port: "4466", protocol: "TCP" }],
        },
      ],
    });
  });
});
