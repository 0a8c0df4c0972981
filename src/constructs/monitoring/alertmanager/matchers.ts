import type { LabelValues } from "../../../environment/maintenance-windows";

/** Fits alerts whose label has one of the values. Alertmanager reads a matcher's value like JSON text. */
export function isOneOf(label: string, ...values: readonly string[]): string {
  const [first = "", ...others] = values;
  return others.length === 0 ? `${label}=${JSON.stringify(first)}` : `${label}=~${alternatives(values)}`;
}

/** Fits alerts whose label has none of the values, or that lack it. */
export function isNoneOf(label: string, ...values: readonly string[]): string {
  const [first = "", ...others] = values;
  return others.length === 0 ? `${label}!=${JSON.stringify(first)}` : `${label}!~${alternatives(values)}`;
}

/** Fits alerts that have the label. */
export function isPresent(label: string): string {
  return `${label}!=""`;
}

/** Fits alerts that have one of the values of each label. */
export function matchersOf(labels: LabelValues): string[] {
  return Object.entries(labels).map(([label, values]) => isOneOf(label, ...values));
}

/** Alertmanager anchors regular expressions at both ends. */
function alternatives(values: readonly string[]): string {
  return JSON.stringify(values.map((value) => value.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("|"));
}
