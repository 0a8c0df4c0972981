import { Testing } from "cdktf";
import { MonitoringStack, type MonitoringStackProps } from "../../src/stacks/monitoring-stack";
import { releaseOf, valuesTextOf } from "../constructs/kubernetes/cluster";
import { sampleEnvironment, sampleService } from "../constructs/services/sample-environment";
import { resourcesOf } from "../constructs/services/synthesized";

const access = {
  host: "https://10.24.0.20:6443",
  clusterCaCertificate: "authority",
  clientCertificate: "certificate",
  clientKey: "key",
};

function monitoringStack(cloud = "chutian", props: Partial<MonitoringStackProps> = {}) {
  const environment = sampleEnvironment((raw) => raw.services.push(sampleService("card")));
  const cluster = environment.clusterIn(cloud, "medical");
  if (!cluster) throw new Error(`no cluster in ${cloud}`);
  return new MonitoringStack(Testing.app(), "monitoring", { environment, cluster, access, ...props });
}

/** The values of the release; each reference in them as its text. */
function valuesIn(stack: MonitoringStack): unknown {
  const text = valuesTextOf(stack, "kube-prometheus-stack");
  return JSON.parse(
    text.replaceAll(/\$\{jsonencode\(([^)]*)\)\}/g, (_, reference: string) => JSON.stringify(reference)),
  );
}

describe("the monitoring stack of a cluster", () => {
  it("is one pinned release", () => {
    expect(releaseOf(monitoringStack(), "kube-prometheus-stack")).toMatchObject({
      chart: "kube-prometheus-stack",
      version: "88.5.3",
      repository: "oci://registry.health.example/charts",
      namespace: "${kubernetes_namespace_v1.monitoring.metadata[0].name}",
    });
  });

  it("runs Prometheus twice and Alertmanager three times, in different failure domains", () => {
    const spread = (name: string) =>
      ["topology.kubernetes.io/zone", "kubernetes.io/hostname"].map((topologyKey) => ({
        topologyKey,
        whenUnsatisfiable: "DoNotSchedule",
        maxSkew: 1,
        nodeTaintsPolicy: "Honor",
        labelSelector: { matchLabels: { "app.kubernetes.io/name": name } },
      }));
    expect(valuesIn(monitoringStack("tianyi"))).toMatchObject({
      prometheus: {
        podDisruptionBudget: { enabled: true, minAvailable: 1 },
        prometheusSpec: { replicas: 2, topologySpreadConstraints: spread("prometheus") },
      },
      alertmanager: {
        podDisruptionBudget: { enabled: true, minAvailable: 2 },
        alertmanagerSpec: { replicas: 3, topologySpreadConstraints: spread("alertmanager") },
      },
    });
  });

  it("keeps what it knows on volumes of the cloud's storage class", () => {
    const claim = (storageClassName: string, storage: string) => ({
      volumeClaimTemplate: {
        spec: { storageClassName, accessModes: ["ReadWriteOnce"], resources: { requests: { storage } } },
      },
    });
    const storage = (storageClassName: string) => ({
      prometheus: {
        prometheusSpec: { storageSpec: claim(storageClassName, "100Gi"), retention: "15d", retentionSize: "90GiB" },
      },
      alertmanager: { alertmanagerSpec: { storage: claim(storageClassName, "5Gi") } },
    });
    expect(valuesIn(monitoringStack("chutian"))).toMatchObject(storage("cinder"));
    expect(valuesIn(monitoringStack("tianyi"))).toMatchObject(storage("longhorn"));
    expect(valuesIn(monitoringStack("tianyi", { storageClassName: "fast" }))).toMatchObject(storage("fast"));
  });

  it("scrapes what kube-state-metrics shows of itself, too", () => {
    expect(valuesIn(monitoringStack())).toMatchObject({ "kube-state-metrics": { selfMonitor: { enabled: true } } });
  });

  it("tells in every alert where it comes from", () => {
    expect(valuesIn(monitoringStack())).toMatchObject({
      prometheus: {
        prometheusSpec: {
          externalLabels: { environment: "dev", cluster: "medical-chutian", cloud: "chutian", zone: "medical" },
        },
      },
    });
  });

  it("alerts the receivers of the YAML", () => {
    expect(valuesIn(monitoringStack())).toMatchObject({
      alertmanager: {
        config: {
          route: { receiver: "development" },
          receivers: [
            { name: "nobody" },
            { name: "development", webhook_configs: [{ url: "https://alerts.dev.health.example/hook" }] },
          ],
        },
        alertmanagerSpec: { secrets: [] },
      },
    });
  });

  it("scrapes of RKE2's control plane what answers, and brings neither rules nor a Grafana of the chart's", () => {
    expect(valuesIn(monitoringStack())).toMatchObject({
      defaultRules: { create: false },
      kubeEtcd: { enabled: true },
      kubeControllerManager: { enabled: false },
      kubeScheduler: { enabled: false },
      kubeProxy: { enabled: false },
      grafana: { enabled: false },
    });
  });

  it("lets the exporter of the nodes and the collector of logs alone read the hosts", () => {
    const stack = monitoringStack();
    const namespace = (name: string, level: string) => ({
      name,
      labels: { "pod-security.kubernetes.io/enforce": level },
    });
    expect(resourcesOf(stack, "kubernetes_namespace_v1").map(({ block }) => block.metadata)).toMatchObject([
      namespace("log-collector", "privileged"),
      namespace("monitoring", "restricted"),
      namespace("node-exporter", "privileged"),
    ]);
    expect(valuesIn(stack)).toMatchObject({
      "prometheus-node-exporter": { namespaceOverride: "kubernetes_namespace_v1.node-exporter.metadata[0].name" },
    });
  });
});
