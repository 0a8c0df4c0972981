import { QUIET_KEYS, type MaintenanceWindow, type QuietSpecification } from "./schema/maintenance";

/** Allowed values by the name of an alert's label. */
export type LabelValues = Readonly<Record<string, readonly string[]>>;

/** The alert's label of each key of `quiet`. */
const LABELS: Readonly<Record<keyof QuietSpecification, string>> = {
  alert: "alertname",
  severity: "severity",
  owner: "owner",
  cloud: "cloud",
  cluster: "cluster",
  zone: "zone",
  availabilityZone: "availability_zone",
  service: "service",
  site: "site",
  district: "district",
  link: "link",
  loadBalancer: "load_balancer",
};

/** Windows into which one alert may fall at once, and the labels of such an alert. */
export interface WindowSet {
  readonly ids: readonly string[];
  readonly labels: LabelValues;
}

/** The labels of the alerts that a window keeps quiet. */
export function quietLabels(quiet: QuietSpecification): LabelValues {
  return Object.fromEntries(quietEntries(quiet).map(({ key, values }) => [LABELS[key], values]));
}

/** What `quiet` says, as lists. */
export function quietEntries(
  quiet: QuietSpecification,
): { key: keyof QuietSpecification; values: readonly string[] }[] {
  return QUIET_KEYS.flatMap((key) => {
    const value = quiet[key];
    return value === undefined ? [] : [{ key, values: typeof value === "string" ? [value] : value }];
  });
}

/**
 * Every set of windows into which one alert may fall, the largest first: Alertmanager takes the first route that fits, so
 * an alert of two windows needs a route that knows both. Windows that keep the same alerts quiet count as one.
 */
export function windowSets(windows: readonly MaintenanceWindow[]): WindowSet[] {
  return distinctWindows(windows)
    .reduce<WindowSet[]>((sets, window) => [...sets, ...sets.flatMap((set) => joined(set, window)), window], [])
    .sort((left, right) => right.ids.length - left.ids.length);
}

/** The labels of an alert that fits both; undefined where none does. */
export function commonLabels(left: LabelValues, right: LabelValues): LabelValues | undefined {
  const labels: Record<string, readonly string[]> = { ...left };
  for (const [label, values] of Object.entries(right)) {
    const others = left[label];
    const common = others ? values.filter((value) => others.includes(value)) : values;
    if (common.length === 0) return undefined;
    labels[label] = common;
  }
  return labels;
}

function joined(set: WindowSet, window: WindowSet): WindowSet[] {
  const labels = commonLabels(set.labels, window.labels);
  return labels ? [{ ids: [...set.ids, ...window.ids], labels }] : [];
}

function distinctWindows(windows: readonly MaintenanceWindow[]): WindowSet[] {
  const byLabels = new Map<string, WindowSet>();
  for (const { id, quiet } of windows) {
    const labels = quietLabels(quiet);
    const key = JSON.stringify(labels);
    byLabels.set(key, { ids: [...(byLabels.get(key)?.ids ?? []), id], labels });
  }
  return [...byLabels.values()];
}
