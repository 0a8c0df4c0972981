import { kubernetesObjects } from "../../src/terraform/kubernetes-objects";

const NAMESPACE = {
  kubernetes_namespace_v1: { vendor: { metadata: { name: "vendor-02" } } },
};

/** A release of these values in the namespace above. */
function release(...values: readonly string[]) {
  const arguments_ = { name: "it", namespace: "${kubernetes_namespace_v1.vendor.metadata[0].name}", values };
  return { resource: { ...NAMESPACE, helm_release: { it: arguments_ } } };
}

function objectsOf(...values: readonly string[]) {
  return kubernetesObjects(release(...values))
    .filter(({ address }) => address === "helm_release.it")
    .map(({ object }) => object);
}

const ISSUER = { apiVersion: "cert-manager.io/v1", kind: "Issuer", metadata: { name: "self-signed" } };

describe("the Kubernetes objects of a stack", () => {
  it("are those of the Kubernetes provider and those in the values of charts, with the resources that make them", () => {
    expect(kubernetesObjects(release(JSON.stringify({ manifests: [ISSUER] })))).toEqual([
      {
        address: "kubernetes_namespace_v1.vendor",
        object: { apiVersion: "v1", kind: "Namespace", metadata: { name: "vendor-02" } },
      },
      { address: "helm_release.it", object: ISSUER, releaseNamespace: "vendor-02" },
    ]);
  });

  it("have what the stack's other resources say in the place of references", () => {
    const metadata = { name: "it", namespace: "${kubernetes_namespace_v1.vendor.metadata[0].name}" };
    const resource = { ...NAMESPACE, kubernetes_config_map_v1: { it: { metadata } } };
    expect(kubernetesObjects({ resource }).at(-1)?.object.metadata).toEqual({ name: "it", namespace: "vendor-02" });
  });

  it("have what the caller says where no resource does", () => {
    const host_aliases = [{ ip: "${kubernetes_service_v1.remote.spec[0].cluster_ip}", hostnames: ["a.example"] }];
    const pod = { metadata: { name: "it" }, spec: { host_aliases } };
    const stack = { resource: { kubernetes_pod_v1: { it: pod } } };
    expect(kubernetesObjects(stack, () => "10.96.0.7").map(({ object }) => object.spec)).toEqual([
      { hostAliases: [{ ip: "10.96.0.7", hostnames: ["a.example"] }] },
    ]);
    expect(() => kubernetesObjects(stack)).toThrow(
      "kubernetes_pod_v1.it.spec.host_aliases.ip: ${kubernetes_service_v1.remote.spec[0].cluster_ip} is known only after apply",
    );
  });

  describe("in texts in which Terraform writes a date", () => {
    const rule = (expression: string) =>
      `{"manifests":[{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"it"},"data":{"text":\${jsonencode(${expression})}}}]}`;
    const textOf = (expression: string, time: string) =>
      kubernetesObjects(release(rule(expression)), () => time).find(({ address }) => address === "helm_release.it")
        ?.object.data;
    const END = "data.terraform_remote_state.pki.outputs.end";

    it("have its parts", () => {
      const text = `"say \\"\${formatdate("YYYY-MM-DD", ${END})}\\": \${formatdate("M", ${END})}/\${formatdate("D", ${END})}"`;
      expect(textOf(text, "2036-01-31T23:59:59Z")).toEqual({ text: 'say "2036-01-31": 1/31' });
    });

    it("refuse what is no time, and parts that are not read", () => {
      expect(() => textOf(`"\${formatdate("YYYY", ${END})}"`, "soon")).toThrow(
        'helm_release.it.values: formatdate() got "soon", expected a time such as "2036-01-31T00:00:00Z"',
      );
      expect(() => textOf(`"\${formatdate("MMM", ${END})}"`, "2036-01-31T00:00:00Z")).toThrow(
        "formatdate() got the part MMM, expected one of YYYY, MM, M, DD, D",
      );
    });
  });

  it("are none where a stack is of other providers", () => {
    expect(kubernetesObjects({ resource: { random_password: { token: { length: 48 } } } })).toEqual([]);
  });
});

describe("the objects in a chart's values", () => {
  it("are found wherever they stand", () => {
    expect(objectsOf(JSON.stringify({ server: { extraObjects: { issuer: ISSUER } } }))).toEqual([ISSUER]);
  });

  it("are found in YAML text of several documents", () => {
    const other = { ...ISSUER, metadata: { name: "other" } };
    const text = [ISSUER, other].map(({ apiVersion, kind, metadata }) =>
      [`apiVersion: ${apiVersion}`, `kind: ${kind}`, `metadata: {name: ${metadata.name}}`].join("\n"),
    );
    expect(objectsOf(JSON.stringify({ extraManifests: text.join("\n---\n") }))).toEqual([ISSUER, other]);
  });

  it("are not what merely mentions an object", () => {
    const scaleTargetRef = { apiVersion: "apps/v1", kind: "Deployment", name: "records" };
    expect(objectsOf(JSON.stringify({ scaleTargetRef, issuerRef: { kind: "Issuer", name: "a" } }))).toEqual([]);
  });

  it("are not looked for inside of another object", () => {
    const outer = { apiVersion: "v1", kind: "Outer", metadata: { name: "outer" }, spec: { template: ISSUER } };
    expect(objectsOf(JSON.stringify({ manifests: [outer] }))).toEqual([outer]);
  });

  it("are those of the values as Helm merges them", () => {
    const manifests = [{ ...ISSUER, metadata: { name: "later" } }];
    expect(objectsOf(JSON.stringify({ a: 1, manifests: [ISSUER] }), JSON.stringify({ manifests }))).toEqual(manifests);
  });

  it("have what references in the text yield, encoded where Terraform encodes it", () => {
    const text =
      '{"issuer": {"apiVersion": "v1", "kind": "Issuer", "metadata": {"name": ${jsonencode(kubernetes_namespace_v1.vendor.metadata[0].name)}}}}';
    expect(objectsOf(text)).toEqual([{ apiVersion: "v1", kind: "Issuer", metadata: { name: "vendor-02" } }]);
  });

  it("are refused where the values are no map, with the release's address", () => {
    expect(() => objectsOf("[1, 2]")).toThrow("helm_release.it.values: got [1,2], expected a map");
  });
});
