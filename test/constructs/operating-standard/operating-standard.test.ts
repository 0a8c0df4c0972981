import { z } from "zod";
import {
  admissionPolicy,
  operatingRules,
  OperatingStandard,
  refusal,
} from "../../../src/constructs/operating-standard";
import { clusterStack, valuesOf } from "../kubernetes/cluster";

const REGISTRIES = ["registry.health.example"];
const names = (scope: Parameters<typeof operatingRules>[0]) => operatingRules(scope).map(({ name }) => name);

const release = z.object({
  manifests: z.array(z.looseObject({ kind: z.string(), metadata: z.object({ name: z.string() }), spec: z.unknown() })),
});

describe("the operating standard", () => {
  it("has a rule for each thing that the city asks of every vendor", () => {
    expect(names({ stage: "production", registries: REGISTRIES })).toEqual([
      "probes",
      "resources",
      "image-digest",
      "non-root",
      "read-only-root",
      "image-registry",
      "owner-label",
      "data-class-label",
      "host-path",
      "host-network",
      "spread",
      "replicas",
      "service-type",
    ]);
  });

  it("asks for two replicas in production alone, and for a registry where there is one", () => {
    const rest = names({ stage: "production", registries: REGISTRIES }).filter(
      (name) => name !== "replicas" && name !== "image-registry",
    );
    expect(names({ stage: "staging" })).toEqual(rest);
  });

  it("is one release, with a policy and a binding for each rule that deny and put it into the audit log", () => {
    const { stack, namespace } = clusterStack();
    new OperatingStandard(stack, "operating-standard", { namespace, stage: "development" });
    const { manifests } = release.parse(valuesOf(stack, "operating-standard"));
    const found = manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    expect(found).toEqual(
      operatingRules({ stage: "development" }).flatMap(({ name }) => [
        `ValidatingAdmissionPolicy operating-standard-${name}`,
        `ValidatingAdmissionPolicyBinding operating-standard-${name}`,
      ]),
    );
    for (const { spec } of manifests.filter(({ kind }) => kind.endsWith("Binding"))) {
      expect(spec).toMatchObject({ validationActions: ["Deny", "Audit"] });
    }
    for (const { spec } of manifests.filter(({ kind }) => !kind.endsWith("Binding"))) {
      expect(spec).toMatchObject({ failurePolicy: "Fail" });
    }
  });
});

describe("a rule of the operating standard", () => {
  const [probes, ...others] = operatingRules({ stage: "production", registries: REGISTRIES });
  const serviceType = others.at(-1);
  if (!probes || !serviceType) throw new Error("expected rules");

  it("binds the namespaces that have the label of a vendor", () => {
    const [, binding] = admissionPolicy(probes);
    expect(binding?.spec).toMatchObject({
      matchResources: { namespaceSelector: { matchExpressions: [{ key: "health-cloud/vendor", operator: "Exists" }] } },
    });
  });

  it("binds every namespace but the gateway's where it is about ways into the cluster", () => {
    const [, binding] = admissionPolicy(serviceType);
    expect(binding?.spec).toMatchObject({
      matchResources: {
        namespaceSelector: {
          matchExpressions: [
            { key: "kubernetes.io/metadata.name", operator: "NotIn", values: ["envoy-gateway-system"] },
          ],
        },
      },
    });
  });

  it("says what is wrong, where, and what to do", () => {
    expect(refusal(probes, ["web", "worker"])).toBe(
      "containers without a readiness and a liveness probe: web, worker. Give each both: traffic goes only to pods that say they are ready, and a container that hangs is started again.",
    );
  });

  it("asks about every kind that carries pods, and in the group that it has", () => {
    const [policy] = admissionPolicy(probes);
    const operations = ["CREATE", "UPDATE"];
    expect(policy?.spec).toMatchObject({
      matchConstraints: {
        resourceRules: [
          {
            apiGroups: ["apps"],
            apiVersions: ["v1"],
            operations,
            resources: ["deployments", "statefulsets", "daemonsets"],
          },
          { apiGroups: [""], apiVersions: ["v1"], operations, resources: ["pods"] },
          { apiGroups: ["batch"], apiVersions: ["v1"], operations, resources: ["jobs", "cronjobs"] },
        ],
      },
    });
  });
});
