import { kubernetesObject } from "../../src/terraform/kubernetes";

/** The object of a resource; references yield what stands in `known`. */
function objectOf(type: string, values: Record<string, unknown>, known: Record<string, unknown> = {}) {
  return kubernetesObject({ type, address: `${type}.it`, values }, (reference) => known[reference]);
}

/** A pod of one container that has these arguments. */
function podOf(container: Record<string, unknown>, specification: Record<string, unknown> = {}) {
  return objectOf("kubernetes_pod_v1", {
    metadata: { name: "it", namespace: "vendor" },
    spec: { container: [{ name: "it", ...container }], ...specification },
  });
}

describe("the reading of a Kubernetes resource's arguments", () => {
  it("gives the object its type, and the names that the API uses", () => {
    const values = {
      metadata: { name: "records", namespace: "vendor" },
      spec: {
        cluster_ip: "10.96.0.7",
        external_traffic_policy: "Local",
        port: [{ name: "http", port: 80, target_port: "http", node_port: 30080 }],
        session_affinity_config: { client_ip: { timeout_seconds: 60 } },
      },
    };
    expect(objectOf("kubernetes_service_v1", values)).toEqual({
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: "records", namespace: "vendor" },
      spec: {
        clusterIP: "10.96.0.7",
        externalTrafficPolicy: "Local",
        ports: [{ name: "http", port: 80, targetPort: "http", nodePort: 30080 }],
        sessionAffinityConfig: { clientIP: { timeoutSeconds: 60 } },
      },
    });
  });

  it("leaves the keys of labels, annotations and selectors as they are", () => {
    const labels = { "health-cloud/data_class": "personal", match_labels: "yes" };
    const { metadata, spec } = objectOf("kubernetes_pod_disruption_budget_v1", {
      metadata: { name: "it", labels, annotations: { "example.com/on_call": "a" } },
      spec: { max_unavailable: "1", selector: { match_labels: { "my_app/name": "records" } } },
    });
    expect(metadata).toEqual({
      name: "it",
      namespace: "default",
      labels,
      annotations: { "example.com/on_call": "a" },
    });
    expect(spec).toEqual({ maxUnavailable: 1, selector: { matchLabels: { "my_app/name": "records" } } });
  });

  it("puts what names no namespace into default, and nothing into a namespace that has none", () => {
    expect(objectOf("kubernetes_config_map_v1", { metadata: { name: "it" } }).metadata).toEqual({
      name: "it",
      namespace: "default",
    });
    expect(objectOf("kubernetes_namespace_v1", { metadata: { name: "vendor" } }).metadata).toEqual({ name: "vendor" });
  });

  it("reads a block with and without its list alike, and a repeated one as a list", () => {
    const withLists = { metadata: [{ name: "it" }], spec: [{ limit: [{ type: "Container", default: { cpu: "1" } }] }] };
    const without = { metadata: { name: "it" }, spec: { limit: { type: "Container", default: { cpu: "1" } } } };
    expect(objectOf("kubernetes_limit_range_v1", without)).toEqual(objectOf("kubernetes_limit_range_v1", withLists));
    expect(objectOf("kubernetes_limit_range_v1", without).spec).toEqual({
      limits: [{ type: "Container", default: { cpu: "1" } }],
    });
  });

  it("keeps an empty block, which selects everything, and leaves out what a plan has nothing for", () => {
    const values = {
      metadata: [{ name: "deny", generate_name: null, labels: null }],
      spec: [{ pod_selector: [{ match_expressions: [], match_labels: null }], policy_types: ["Ingress"], ingress: [] }],
    };
    expect(objectOf("kubernetes_network_policy_v1", values).spec).toEqual({
      podSelector: {},
      policyTypes: ["Ingress"],
    });
  });

  it("reads the peers and ports of a network policy", () => {
    const spec = {
      pod_selector: { match_expressions: [{ key: "tier", operator: "In", values: ["front"] }] },
      policy_types: ["Egress"],
      egress: [
        {
          to: [{ ip_block: { cidr: "10.0.0.0/8", except: ["10.1.0.0/16"] } }, { namespace_selector: {} }],
          ports: [
            { port: "8080", end_port: 8090, protocol: "TCP" },
            { port: "http", protocol: "TCP" },
          ],
        },
      ],
    };
    expect(objectOf("kubernetes_network_policy_v1", { metadata: { name: "it" }, spec }).spec).toEqual({
      podSelector: { matchExpressions: [{ key: "tier", operator: "In", values: ["front"] }] },
      policyTypes: ["Egress"],
      egress: [
        {
          to: [{ ipBlock: { cidr: "10.0.0.0/8", except: ["10.1.0.0/16"] } }, { namespaceSelector: {} }],
          ports: [
            { port: 8080, endPort: 8090, protocol: "TCP" },
            { port: "http", protocol: "TCP" },
          ],
        },
      ],
    });
  });

  it("reads numbers that Terraform takes as text", () => {
    const { spec } = objectOf("kubernetes_deployment_v1", {
      metadata: { name: "it" },
      spec: {
        replicas: "3",
        strategy: { rolling_update: { max_surge: "25%", max_unavailable: "0" } },
        template: { metadata: {}, spec: { security_context: { run_as_user: "1000", fs_group: "2000" } } },
      },
    });
    expect(spec).toEqual({
      replicas: 3,
      strategy: { rollingUpdate: { maxSurge: "25%", maxUnavailable: 0 } },
      template: { metadata: {}, spec: { securityContext: { runAsUser: 1000, fsGroup: 2000 } } },
    });
  });

  it("reads a file mode as the octal number that it is", () => {
    const volume = { name: "settings", config_map: { name: "settings", default_mode: "0640" } };
    expect(podOf({}, { volume: [volume] }).spec).toEqual({
      containers: [{ name: "it" }],
      volumes: [{ name: "settings", configMap: { name: "settings", defaultMode: 0o640 } }],
    });
  });

  it("reads a probe, whose blocks the provider lets repeat and the API does not", () => {
    const probe = { tcp_socket: [{ port: "5432" }], period_seconds: "10" };
    expect(podOf({ readiness_probe: probe }).spec).toEqual({
      containers: [{ name: "it", readinessProbe: { tcpSocket: { port: 5432 }, periodSeconds: 10 } }],
    });
  });

  it("writes a secret's text in base64, beside the binary data that is given so", () => {
    const secret = objectOf("kubernetes_secret_v1", {
      metadata: { name: "it" },
      data: { user: "admin" },
      binary_data: { key: "AAEC" },
      wait_for_service_account_token: true,
    });
    expect(secret).toEqual({
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: "it", namespace: "default" },
      data: { user: "YWRtaW4=", key: "AAEC" },
    });
  });

  it("knows the account that every namespace has", () => {
    const values = { metadata: { namespace: "vendor" }, automount_service_account_token: false };
    expect(objectOf("kubernetes_default_service_account_v1", values)).toEqual({
      apiVersion: "v1",
      kind: "ServiceAccount",
      metadata: { name: "default", namespace: "vendor" },
      automountServiceAccountToken: false,
    });
  });

  it("reads an older name of a type, and the one field that this type calls otherwise", () => {
    expect(
      objectOf("kubernetes_daemonset", { metadata: { name: "it" }, spec: { strategy: { type: "OnDelete" } } }),
    ).toEqual({
      apiVersion: "apps/v1",
      kind: "DaemonSet",
      metadata: { name: "it", namespace: "default" },
      spec: { updateStrategy: { type: "OnDelete" } },
    });
  });

  it("takes an object of kubernetes_manifest as it is", () => {
    const manifest = { apiVersion: "v1", kind: "Namespace", metadata: { name: "${local.name}" } };
    expect(objectOf("kubernetes_manifest", { manifest }, { "local.name": "vendor" })).toEqual({
      ...manifest,
      metadata: { name: "vendor" },
    });
  });

  it("passes over what is meant for Terraform and its provider", () => {
    const values = {
      "//": { metadata: { path: "dev/it" } },
      depends_on: ["kubernetes_namespace_v1.vendor"],
      lifecycle: { ignore_changes: ["spec[0].replicas"] },
      metadata: { name: "it" },
      timeouts: { create: "10m" },
      wait_for_rollout: true,
    };
    expect(objectOf("kubernetes_deployment_v1", values)).toEqual({
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "it", namespace: "default" },
    });
  });

  it("puts in what references yield", () => {
    const metadata = { name: "${var.prefix}-it", namespace: "${kubernetes_namespace_v1.vendor.metadata[0].name}" };
    const known = { "var.prefix": "a", "kubernetes_namespace_v1.vendor.metadata[0].name": "vendor-02" };
    expect(objectOf("kubernetes_config_map_v1", { metadata, data: { cost: "$${5}" } }, known)).toEqual({
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "a-it", namespace: "vendor-02" },
      data: { cost: "${5}" },
    });
  });

  it("takes the values of a plan as they are, since nothing in them is left to evaluate", () => {
    const values = { metadata: [{ name: "it" }], data: { script: "echo ${HOME}" } };
    expect(kubernetesObject({ type: "kubernetes_config_map_v1", address: "it", values }).data).toEqual({
      script: "echo ${HOME}",
    });
  });

  it.each([
    [
      "an argument that does not exist",
      { metadata: { name: "it" }, spec: { selektor: {} } },
      "kubernetes_service_v1.it.spec.selektor: unknown argument",
    ],
    [
      "a reference that yields nothing yet",
      { metadata: { name: "it" }, spec: { cluster_ip: "${kubernetes_service_v1.other.spec[0].cluster_ip}" } },
      "kubernetes_service_v1.it.spec.cluster_ip: ${kubernetes_service_v1.other.spec[0].cluster_ip} is known only after apply",
    ],
    [
      "a function that is not read",
      { metadata: { name: '${lower("IT")}' } },
      'kubernetes_service_v1.it.metadata.name: cannot evaluate ${lower("IT")}: only references, quoted texts, jsonencode() and formatdate() are read',
    ],
    [
      "a value of another type",
      { metadata: { name: "it" }, spec: { port: [{ port: "http" }] } },
      'kubernetes_service_v1.it.spec.port.port: got "http", expected a number',
    ],
    [
      "text in the place of a block",
      { metadata: { name: "it" }, spec: "${local.spec}" },
      'kubernetes_service_v1.it.spec: got "${local.spec}", expected a block',
    ],
    [
      "two blocks where the API takes one",
      { metadata: { name: "it" }, spec: [{}, {}] },
      "kubernetes_service_v1.it.spec: got 2 blocks, expected one",
    ],
    ["a repeated resource", { count: 2 }, "kubernetes_service_v1.it.count: a resource that is repeated is not read"],
    [
      "a missing name",
      { metadata: {} },
      "kubernetes_service_v1.it.metadata: got no name, expected the one that the object is known by",
    ],
  ])("refuses %s, with its address", (_, values, message) => {
    expect(() => objectOf("kubernetes_service_v1", values)).toThrow(message);
  });

  it("refuses a kind of volume that no Kubernetes has any more", () => {
    expect(() => podOf({}, { volume: [{ name: "old", rbd: { rbd_image: "it" } }] })).toThrow(
      "kubernetes_pod_v1.it.spec.volume.rbd: has no counterpart in the API that is read",
    );
  });

  it("refuses a type that makes no object of its own", () => {
    expect(() => objectOf("kubernetes_labels", {})).toThrow(
      "kubernetes_labels.it: kubernetes_labels is not read as a Kubernetes object",
    );
  });
});
