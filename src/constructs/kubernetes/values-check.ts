import { Token } from "cdktf";
import { suggestion } from "../../environment/values";
import { isOpen, type ValueType, type ValueTypes } from "./chart-facts";
import { isMap, type ChartValue, type ChartValues } from "./chart-values";

/**
 * Maps that charts hand to Kubernetes as they are: it knows more keys than stand in the chart's defaults.
 */
const PASSED_THROUGH = new Set([
  "affinity",
  "annotations",
  "containerSecurityContext",
  "env",
  "labels",
  "nodeSelector",
  "podAnnotations",
  "podLabels",
  "podSecurityContext",
  "resources",
  "securityContext",
]);

export interface ValuesCheck {
  /** Name of the chart, for messages. */
  readonly chart: string;
  readonly values: ChartValues;
  readonly types: ValueTypes;
  /** Paths below which the chart takes a document of another program, such as `alertmanager.config`. */
  readonly openPaths: readonly string[];
}

/** What is wrong with a chart's values: each unknown key and each value of another type, with its path. */
export function checkValues(check: ValuesCheck): string[] {
  return checkMap(check, check.values, check.types, "");
}

function checkMap(check: ValuesCheck, values: ChartValues, types: ValueTypes, path: string): string[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const valuePath = path === "" ? key : `${path}.${key}`;
    const type = types[key];
    if (type === undefined) return [`${check.chart}: ${valuePath}: unknown key${suggestion(key, Object.keys(types))}`];
    return checkValue(check, value, type, valuePath, key);
  });
}

function checkValue(check: ValuesCheck, value: ChartValue, type: ValueType, path: string, key: string): string[] {
  if (Token.isUnresolved(value) || type === "any") return [];
  if (typeof type === "string") {
    return typeOf(value) === type ? [] : [mismatch(check, value, type, path)];
  }
  if (!isMap(value)) return [mismatch(check, value, "map", path)];
  if (isOpen(type) || PASSED_THROUGH.has(key) || check.openPaths.includes(path)) return [];
  return checkMap(check, value, type, path);
}

function mismatch(check: ValuesCheck, value: ChartValue, expected: string, path: string): string {
  return `${check.chart}: ${path}: got ${JSON.stringify(value)}, expected a ${expected}`;
}

function typeOf(value: ChartValue): string {
  if (Array.isArray(value)) return "list";
  return typeof value === "object" ? "map" : typeof value;
}

/** Every value that makes a chart ask the cloud for a load balancer, with its path. */
export function checkServiceTypes(chart: string, value: ChartValue, path = ""): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item: ChartValue, index) => checkServiceTypes(chart, item, `${path}[${index}]`));
  }
  if (isMap(value)) {
    return Object.entries(value).flatMap(([key, item]) =>
      checkServiceTypes(chart, item, path === "" ? key : `${path}.${key}`),
    );
  }
  if (value !== "LoadBalancer") return [];
  return [
    `${chart}: ${path}: got "LoadBalancer", expected ClusterIP: a controller must not open a path that Terraform does not know`,
  ];
}
