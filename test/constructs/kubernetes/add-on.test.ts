import { DataResource, Testing } from "cdktf";
import { AddOn, type AddOnProps } from "../../../src/constructs/kubernetes/add-on";
import { ReleasedChart } from "../../../src/constructs/kubernetes/chart";
import { clusterStack, releaseOf, valuesTextOf } from "./cluster";

const chart = ReleasedChart.fromFacts("metrics-server");

/** A chart of which nothing is known. */
const unchecked = new ReleasedChart({ name: "unchecked", version: "1.0.0", repository: "https://charts.example" });

function stackWith(addOns: Record<string, Partial<AddOnProps>>) {
  const { stack, namespace } = clusterStack();
  for (const [name, props] of Object.entries(addOns)) new AddOn(stack, name, { chart, namespace, name, ...props });
  return stack;
}

describe("an add-on", () => {
  it("is a release of one exact version that is rolled back as a whole when it fails", () => {
    const stack = stackWith({ metrics: { values: { replicas: 2 } } });
    expect(releaseOf(stack, "metrics")).toEqual({
      name: "metrics",
      namespace: "${kubernetes_namespace_v1.namespace.metadata[0].name}",
      create_namespace: false,
      chart: "metrics-server",
      repository: "https://kubernetes-sigs.github.io/metrics-server",
      version: "3.13.1",
      atomic: true,
      wait: true,
      wait_for_jobs: true,
      timeout: 600,
      max_history: 10,
    });
    expect(valuesTextOf(stack, "metrics")).toBe('{\n  "replicas": 2\n}');
  });

  it("is called like its chart unless it is given a name", () => {
    const { stack, namespace } = clusterStack();
    expect(new AddOn(stack, "metrics", { chart, namespace }).addOnName).toBe("metrics-server");
  });

  it("comes from the environment's registry where there is one", () => {
    const stack = stackWith({ metrics: { registry: "registry.health.example" } });
    expect(releaseOf(stack, "metrics")).toMatchObject({
      repository: "oci://registry.health.example/charts",
      chart: "metrics-server",
      version: "3.13.1",
    });
  });

  it("refuses all wrong values at once", () => {
    const values = { replica: 2, service: { type: "LoadBalancer" } };
    expect(() => stackWith({ metrics: { values } })).toThrow(
      [
        'metrics-server: service.type: got "LoadBalancer", expected ClusterIP: a controller must not open a path that Terraform does not know',
        'metrics-server: replica: unknown key; did you mean "replicas"?',
      ].join("\n"),
    );
  });

  it("does not check the values of a chart whose types are unknown", () => {
    const longhorn = new ReleasedChart({
      name: "longhorn",
      version: "1.12.1",
      repository: "https://charts.longhorn.io",
    });
    const stack = stackWith({ longhorn: { chart: longhorn, values: { defaultSettings: { backupTarget: "" } } } });
    expect(valuesTextOf(stack, "longhorn")).toContain('"backupTarget": ""');
  });
});

describe("the images of an add-on", () => {
  const imageRegistry = "registry.health.example";

  it("may come from the environment's registry, however the chart names it", () => {
    const values = {
      image: { registry: imageRegistry, repository: "metrics-server/metrics-server" },
      addonResizer: { image: { repository: `${imageRegistry}/autoscaling/addon-resizer` } },
    };
    expect(() =>
      stackWith({ metrics: { imageRegistry, values, openValues: ["image", "addonResizer"] } }),
    ).not.toThrow();
  });

  it("are refused from any other, all at once, with their paths", () => {
    const values = {
      image: { repository: "quay.io/metrics-server/metrics-server" },
      global: { imageRegistry: "registry.health.example.other.example" },
      initContainers: [{ name: "plugin", image: "velero/velero-plugin-for-aws:v1.14.1" }],
    };
    expect(() => stackWith({ metrics: { chart: unchecked, imageRegistry, values } })).toThrow(
      [
        'unchecked: image.repository: got "quay.io/metrics-server/metrics-server", expected an image of registry.health.example: the cluster takes images from that registry alone',
        'unchecked: global.imageRegistry: got "registry.health.example.other.example", expected registry.health.example: the cluster takes images from that registry alone',
        'unchecked: initContainers[0].image: got "velero/velero-plugin-for-aws:v1.14.1", expected an image of registry.health.example: the cluster takes images from that registry alone',
      ].join("\n"),
    );
  });

  it("come from anywhere where the environment has no registry", () => {
    const values = { image: { repository: "quay.io/metrics-server/metrics-server" } };
    expect(() => stackWith({ metrics: { values } })).not.toThrow();
  });
});

describe("what an add-on needs", () => {
  it("is released first, in whatever order the two are written", () => {
    const issuer = { needs: ["certificates"] };
    for (const addOns of [
      { issuer, certificates: {} },
      { certificates: {}, issuer },
    ]) {
      expect(releaseOf(stackWith(addOns), "issuer").depends_on).toEqual(["helm_release.certificates"]);
    }
  });

  it("comes beside what else it waits for", () => {
    const { stack, namespace } = clusterStack();
    const answer = new DataResource(stack, "answer", {});
    new AddOn(stack, "issuer", { chart, namespace, name: "issuer", needs: ["certificates"], dependsOn: [answer] });
    new AddOn(stack, "certificates", { chart, namespace, name: "certificates" });
    expect(releaseOf(stack, "issuer").depends_on).toEqual(["terraform_data.answer", "helm_release.certificates"]);
  });

  it("fails at synth with both names when it is missing", () => {
    const stack = stackWith({ issuer: { needs: ["certificates"] } });
    expect(() => Testing.synth(stack, true)).toThrow(
      "add-on issuer needs certificates, which is not in stack test: add certificates, or remove issuer",
    );
  });

  it("fails at synth with both names when the two conflict", () => {
    const stack = stackWith({ calico: {}, cilium: { conflictsWith: ["calico"] } });
    expect(() => Testing.synth(stack, true)).toThrow(
      "add-on cilium conflicts with calico, and both are in stack test: remove one of them",
    );
  });
});
