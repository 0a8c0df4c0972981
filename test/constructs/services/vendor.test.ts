import { Vendor, type VendorProps } from "../../../src/constructs/services";
import { Quantity } from "../../../src/environment/values";
import { emptyStack, named, theOnly } from "./synthesized";

const props: VendorProps = {
  name: "vendor-01",
  owner: "operations@vendor-01.example",
  zone: "medical",
  group: "vendor-01-people",
  quota: { cpu: Quantity.cpu("64"), memory: Quantity.memory("128Gi"), pods: 100 },
};
const NAMESPACE = "${kubernetes_namespace_v1.vendor-01_namespace_DF16343C.metadata[0].name}";

function vendorStack(changes: Partial<VendorProps> = {}) {
  const stack = emptyStack();
  new Vendor(stack, "vendor-01", { ...props, ...changes });
  return stack;
}

describe("a vendor on a cluster", () => {
  it("has a namespace that names its owner and zone and holds pods to the level restricted", () => {
    expect(theOnly(vendorStack(), "kubernetes_namespace_v1").metadata).toEqual({
      name: "vendor-01",
      labels: {
        "app.kubernetes.io/managed-by": "terraform",
        "app.kubernetes.io/part-of": "health-cloud",
        "health-cloud/owner": "operations_at_vendor-01.example",
        "health-cloud/vendor": "vendor-01",
        "health-cloud/zone": "medical",
        "pod-security.kubernetes.io/enforce": "restricted",
        "pod-security.kubernetes.io/audit": "restricted",
        "pod-security.kubernetes.io/warn": "restricted",
      },
    });
  });

  it("is ruled by its own people", () => {
    expect(theOnly(vendorStack(), "kubernetes_role_binding_v1")).toMatchObject({
      metadata: { name: "health-cloud-vendor", namespace: NAMESPACE },
      role_ref: { kind: "ClusterRole", name: "health-cloud-vendor" },
      subject: [{ kind: "Group", name: "vendor-01-people" }],
    });
  });

  it("has its quota, in which no Service opens a port outside the cluster", () => {
    expect(theOnly(vendorStack(), "kubernetes_resource_quota_v1")).toEqual({
      metadata: { name: "quota", namespace: NAMESPACE },
      spec: {
        hard: {
          "requests.cpu": "64",
          "requests.memory": "128Gi",
          pods: "100",
          "services.loadbalancers": "0",
          "services.nodeports": "0",
        },
      },
    });
  });

  it("gives containers without requests and limits some", () => {
    expect(theOnly(vendorStack(), "kubernetes_limit_range_v1").spec).toEqual({
      limit: [
        {
          type: "Container",
          default: { cpu: "500m", memory: "512Mi" },
          default_request: { cpu: "100m", memory: "128Mi" },
        },
      ],
    });
  });

  it("denies every connection", () => {
    expect(named(vendorStack(), "kubernetes_network_policy_v1", "default-deny")).toEqual({
      metadata: { name: "default-deny", namespace: NAMESPACE },
      spec: { pod_selector: {}, policy_types: ["Ingress", "Egress"] },
    });
  });

  it("lets all pods ask the cluster's name servers, and nobody else", () => {
    expect(named(vendorStack(), "kubernetes_network_policy_v1", "allow-names").spec).toEqual({
      pod_selector: {},
      policy_types: ["Egress"],
      egress: [
        {
          to: [
            {
              namespace_selector: { match_labels: { "kubernetes.io/metadata.name": "kube-system" } },
              pod_selector: { match_labels: { "k8s-app": "kube-dns" } },
            },
          ],
          ports: [
            { protocol: "UDP", port: "53" },
            { protocol: "TCP", port: "53" },
          ],
        },
      ],
    });
  });

  it("gives no token to a pod that names no service account", () => {
    expect(theOnly(vendorStack(), "kubernetes_default_service_account_v1")).toEqual({
      metadata: { namespace: NAMESPACE },
      automount_service_account_token: false,
    });
  });

  it.each(["default", "kube-system", "exchange", "platform", "monitoring", "envoy-gateway-system"])(
    "is refused the platform's namespace %s",
    (name) => {
      expect(() => vendorStack({ name })).toThrow(
        `vendor ${name}: the platform keeps this namespace for itself; give the vendor another id`,
      );
    },
  );
});
