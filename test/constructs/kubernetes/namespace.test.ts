import { DataResource } from "cdktf";
import { Namespace } from "../../../src/constructs/kubernetes/namespace";
import { emptyStack, theOnly } from "../services/synthesized";

describe("a namespace", () => {
  it("holds its pods to the strictest Pod Security level unless it says otherwise", () => {
    const stack = emptyStack();
    new Namespace(stack, "namespace", { name: "vendor-01", labels: { owner: "vendor-01" } });
    expect(theOnly(stack, "kubernetes_namespace_v1")).toEqual({
      metadata: {
        name: "vendor-01",
        labels: {
          owner: "vendor-01",
          "pod-security.kubernetes.io/enforce": "restricted",
          "pod-security.kubernetes.io/audit": "restricted",
          "pod-security.kubernetes.io/warn": "restricted",
        },
      },
    });
  });

  it("can be held to a weaker level, and wait for something", () => {
    const stack = emptyStack();
    const answer = new DataResource(stack, "answer", {});
    new Namespace(stack, "namespace", { name: "node-exporter", podSecurity: "privileged", dependsOn: [answer] });
    expect(theOnly(stack, "kubernetes_namespace_v1")).toMatchObject({
      depends_on: ["terraform_data.answer"],
      metadata: { labels: { "pod-security.kubernetes.io/enforce": "privileged" } },
    });
  });

  it("labels no one can weaken: a given label does not replace the level", () => {
    const stack = emptyStack();
    new Namespace(stack, "namespace", { name: "a", labels: { "pod-security.kubernetes.io/enforce": "privileged" } });
    expect(theOnly(stack, "kubernetes_namespace_v1")).toMatchObject({
      metadata: { labels: { "pod-security.kubernetes.io/enforce": "restricted" } },
    });
  });

  it("has a name for selectors, and a reference for what is put into it", () => {
    const stack = emptyStack();
    const namespace = new Namespace(stack, "namespace", { name: "vendor-01" });
    expect(namespace.namespaceName).toBe("vendor-01");
    new DataResource(stack, "user", { input: { namespace: namespace.namespaceReference } });
    expect(theOnly(stack, "terraform_data").input).toEqual({
      namespace: "${kubernetes_namespace_v1.namespace.metadata[0].name}",
    });
  });

  it("that another stack made is known by its name", () => {
    const namespace = Namespace.fromNamespaceName(emptyStack(), "system", "kube-system");
    expect([namespace.namespaceName, namespace.namespaceReference]).toEqual(["kube-system", "kube-system"]);
  });

  it.each(["Vendor", "-a", "a-", "", "a.b", "a".repeat(64)])("refuses the name %j", (name) => {
    expect(() => new Namespace(emptyStack(), "namespace", { name })).toThrow(
      `namespace ${JSON.stringify(name)}: expected 1 to 63 lower-case letters, digits and hyphens that start and end with a letter or digit`,
    );
  });
});
