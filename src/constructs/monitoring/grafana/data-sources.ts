import type { ChartValues } from "../../kubernetes/chart-values";
import { LOKI, LOKI_PORT } from "../logs/loki";
import { ALERTMANAGER, ALERTMANAGER_PORT, PROMETHEUS, PROMETHEUS_PORT } from "../addresses";

/** Ids by which dashboards name what they ask. */
export const DATA_SOURCES = { prometheus: "prometheus", loki: "loki", alertmanager: "alertmanager" } as const;

/** What Grafana asks, as a provisioning file. People ask by Grafana alone, so each request is its own. */
export function dataSources(withLogs: boolean): ChartValues {
  const source = (type: string, uid: string, service: string, port: number, jsonData: ChartValues = {}) => ({
    name: uid,
    uid,
    type,
    access: "proxy",
    url: `http://${service}:${port}`,
    isDefault: uid === DATA_SOURCES.prometheus,
    editable: false,
    jsonData,
  });
  return {
    apiVersion: 1,
    datasources: [
      source("prometheus", DATA_SOURCES.prometheus, PROMETHEUS, PROMETHEUS_PORT),
      source("alertmanager", DATA_SOURCES.alertmanager, ALERTMANAGER, ALERTMANAGER_PORT, {
        implementation: "prometheus",
      }),
      ...(withLogs ? [source("loki", DATA_SOURCES.loki, LOKI, LOKI_PORT)] : []),
    ],
  };
}
