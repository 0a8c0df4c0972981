import { Fn, Token } from "cdktf";
import { chartFacts } from "../../../src/constructs/kubernetes/chart-facts";
import type { ChartValues } from "../../../src/constructs/kubernetes/chart-values";
import { checkServiceTypes, checkValues } from "../../../src/constructs/kubernetes/values-check";

function faultsOf(chart: string, values: ChartValues, openPaths: readonly string[] = []): string[] {
  const types = chartFacts(chart)?.values;
  if (!types) throw new Error(`no facts of ${chart}`);
  return checkValues({ chart, values, types, openPaths });
}

const prometheus = (values: ChartValues) =>
  faultsOf("kube-prometheus-stack", { prometheus: { prometheusSpec: values } });

describe("the values of a chart", () => {
  it("are good when the chart knows every key and its type", () => {
    expect(prometheus({ replicas: 2, retention: "15d", secrets: [], walCompression: true })).toEqual([]);
  });

  it("are refused with the path of an unknown key, and the key that was meant", () => {
    expect(prometheus({ replica: 2 })).toEqual([
      'kube-prometheus-stack: prometheus.prometheusSpec.replica: unknown key; did you mean "replicas"?',
    ]);
    expect(faultsOf("metrics-server", { grafana: {} })).toEqual(["metrics-server: grafana: unknown key"]);
  });

  it("are refused with the path of a value of another type", () => {
    expect(prometheus({ replicas: "two", secrets: {}, retention: 15, tsdb: true })).toEqual([
      'kube-prometheus-stack: prometheus.prometheusSpec.replicas: got "two", expected a number',
      "kube-prometheus-stack: prometheus.prometheusSpec.secrets: got {}, expected a list",
      "kube-prometheus-stack: prometheus.prometheusSpec.retention: got 15, expected a string",
      "kube-prometheus-stack: prometheus.prometheusSpec.tsdb: got true, expected a map",
    ]);
  });

  it("may be anything where the chart has no default, and any key where its default is an empty map", () => {
    expect(prometheus({ terminationGracePeriodSeconds: 600, storageSpec: { volumeClaimTemplate: {} } })).toEqual([]);
  });

  it("may have every key of Kubernetes in what the chart hands on as it is", () => {
    expect(faultsOf("metrics-server", { resources: { limits: { memory: "1Gi" } } })).toEqual([]);
  });

  it("of a subchart are checked below its name, with what both charts say of them", () => {
    const exporter = (values: ChartValues) => faultsOf("kube-prometheus-stack", { "prometheus-node-exporter": values });
    expect(exporter({ hostNetwork: true, podLabels: { jobLabel: "node-exporter" } })).toEqual([]);
    expect(exporter({ hostNetworks: true })).toEqual([
      'kube-prometheus-stack: prometheus-node-exporter.hostNetworks: unknown key; did you mean "hostNetwork"?',
    ]);
  });

  it("of a subchart without facts are open", () => {
    expect(faultsOf("kube-prometheus-stack", { "prometheus-windows-exporter": { anything: 1 } })).toEqual([]);
  });

  it("are not checked below a path that is declared open", () => {
    const values = { alertmanager: { config: { global: { smtp_from: "alarms@health.example" } } } };
    expect(faultsOf("kube-prometheus-stack", values)).toEqual([
      "kube-prometheus-stack: alertmanager.config.global.smtp_from: unknown key",
    ]);
    expect(faultsOf("kube-prometheus-stack", values, ["alertmanager.config"])).toEqual([]);
  });

  it("may be Terraform references", () => {
    expect(prometheus({ replicas: Token.asString(Fn.max([1, 2])) })).toEqual([]);
  });
});

describe("a service of type LoadBalancer", () => {
  it("is refused wherever it stands in the values", () => {
    const values = { service: { type: "LoadBalancer" }, extra: [{ spec: { type: "LoadBalancer" } }] };
    const why = "a controller must not open a path that Terraform does not know";
    expect(checkServiceTypes("harbor", values)).toEqual([
      `harbor: service.type: got "LoadBalancer", expected ClusterIP: ${why}`,
      `harbor: extra[0].spec.type: got "LoadBalancer", expected ClusterIP: ${why}`,
    ]);
  });

  it("is not one of type ClusterIP", () => {
    expect(checkServiceTypes("harbor", { service: { type: "ClusterIP" } })).toEqual([]);
  });
});
