/** How Prometheus finds an exporter: what it adds to each of its series. */
export interface Target {
  readonly labels: readonly string[];
  /** Whether a label that the exporter shows wins over one of the same name. Else it becomes `exported_<label>`. */
  readonly honoursLabels: boolean;
}

// Labels of Prometheus' operator, "Scraping and Alerting" of its documentation, for each kind of its monitors.
const POD_MONITOR: Target = { labels: ["job", "instance", "namespace", "pod", "container"], honoursLabels: false };
const SERVICE_MONITOR: Target = { labels: [...POD_MONITOR.labels, "service", "endpoint"], honoursLabels: false };

/** Exporters that speak of other objects than themselves: kube-prometheus-stack honours their labels. */
const HONOURED: Target = { ...SERVICE_MONITOR, honoursLabels: true };

/** By exporter of the list of metrics. */
const TARGETS: Readonly<Record<string, Target>> = {
  "kube-state-metrics": HONOURED,
  kubelet: { labels: [...HONOURED.labels, "node"], honoursLabels: true },
  cilium: POD_MONITOR,
  gateway: POD_MONITOR,
  "cert-manager": POD_MONITOR,
  "external-secrets": POD_MONITOR,
  keda: POD_MONITOR,
  velero: POD_MONITOR,
  longhorn: POD_MONITOR,
};

/** What Prometheus adds to the series of an exporter. */
export function targetOf(exporter: string): Target {
  return TARGETS[exporter] ?? SERVICE_MONITOR;
}

/** The labels that a series has when Prometheus has scraped it. */
export function labelsOnceScraped(shown: ReadonlySet<string>, { labels, honoursLabels }: Target): ReadonlySet<string> {
  const kept = [...shown].map((label) => (!honoursLabels && labels.includes(label) ? `exported_${label}` : label));
  return new Set([...labels, ...kept]);
}
