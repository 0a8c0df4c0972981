import type { Severity } from "../../../environment/schema/severities";
import type { AlertOwner } from "./owners";

export { SEVERITIES, type Severity } from "../../../environment/schema/severities";

/** What whoever is called finds under the alert's name. */
export interface Runbook {
  /** What the alert means, and what it does to people. */
  readonly meaning: string;
  /** The first commands, as a shell takes them. */
  readonly commands: readonly string[];
  /** What it looks like when it is cured. */
  readonly cured: string;
}

export interface Alert {
  /** In camel case: a public contract, since routes, silences and runbooks name it. */
  readonly name: string;
  /** PromQL; each series that it returns is one alert. */
  readonly expression: string;
  readonly severity: Severity;
  readonly owner: AlertOwner;
  /** One line. `{{ $labels.… }}` and `{{ $value }}` stand for what the alert is about, as in Prometheus. */
  readonly summary: string;
  /** What is wrong and what it does, as a sentence or two. */
  readonly description: string;
  /** A page of its own, or the URL of somebody else's. */
  readonly runbook: Runbook | string;

  /**
   * How long the expression must hold first, such as `5m`.
   * @default - it fires at once
   */
  readonly for?: string;

  /** @default - none but severity and owner */
  readonly labels?: Readonly<Record<string, string>>;
}

/** A series that Prometheus computes and keeps. */
export interface RecordingRule {
  /** `level:metric:operation`, by Prometheus' convention. */
  readonly record: string;
  readonly expression: string;

  /** @default - those of the expression */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Rules of one subject: evaluated together, in this order, recordings first. */
export interface RuleGroup {
  /** Part of the name of an object in the cluster: lower-case letters, digits and hyphens. */
  readonly name: string;
  /** What it watches, as a title. */
  readonly title: string;
  readonly alerts: readonly Alert[];

  /** @default - none */
  readonly recordings?: readonly RecordingRule[];

  /**
   * How often it is evaluated.
   * @default - as often as Prometheus does by itself
   */
  readonly interval?: string;
}
