import { commonLabels, windowSets, type LabelValues, type WindowSet } from "../../../environment/maintenance-windows";
import type { AlertingSpecification } from "../../../environment/schema/alerting";
import { SEVERITIES } from "../../../environment/schema/severities";
import type { ChartValues } from "../../kubernetes/chart-values";
import { ALERTMANAGER_SERVES, WATCHDOG } from "../alerts/always-on";
import { isNoneOf, isOneOf, matchersOf } from "./matchers";
import { NOBODY, type VendorRecipient } from "./recipients";
import { DEFAULT_TIMING, GROUPING, HEARTBEAT_TIMING, timing } from "./timing";

export interface RouteTreeProps {
  readonly alerting: AlertingSpecification;
  readonly vendors: readonly VendorRecipient[];
}

/** A route of the YAML, of a vendor, or what is left. */
interface Leaf {
  readonly receiver: string;
  readonly labels: LabelValues;

  /**
   * Owners whose alerts it leaves alone.
   * @default - none
   */
  readonly except?: readonly string[];

  /**
   * Whether later routes get the alert too.
   * @default false
   */
  readonly continues?: boolean;
}

/**
 * Alertmanager's tree of routes: the heartbeat, then each vendor, who is told of its own alerts whatever else happens to
 * them, then the routes of the YAML in their order, then the default. What no route takes of a vendor's is not for the
 * default: the vendor was told.
 */
export function routeTree({ alerting, vendors }: RouteTreeProps): ChartValues {
  const sets = windowSets(alerting.maintenance);
  const leaves: Leaf[] = [
    ...vendors.map(({ vendor, receiver }) => ({ receiver, labels: { owner: [vendor] }, continues: true })),
    ...alerting.routes.map(({ receiver, owner, severity }) => ({
      receiver,
      labels: { ...(owner !== undefined && { owner: [owner] }), ...(severity && { severity: [severity] }) },
    })),
    { receiver: alerting.default, labels: {}, except: vendors.map(({ vendor }) => vendor) },
  ];
  return {
    receiver: alerting.default,
    group_by: [...GROUPING],
    ...DEFAULT_TIMING,
    routes: [
      { receiver: alerting.heartbeat ?? NOBODY, matchers: [isOneOf("alertname", WATCHDOG)], ...HEARTBEAT_TIMING },
      // Between clouds alone: it quiets what the other cloud would tell of this one.
      { receiver: NOBODY, matchers: [isOneOf("alertname", ALERTMANAGER_SERVES)] },
      ...leaves.map((leaf) => route(leaf, sets)),
    ],
  };
}

/** Below a route stand those of each severity, for their repetition; below these, those of the windows that fit. */
function route({ receiver, labels, except = [], continues = false }: Leaf, sets: readonly WindowSet[]): ChartValues {
  const { severity: [only] = [] } = labels;
  const known = SEVERITIES.find((severity) => severity === only);
  return {
    receiver,
    matchers: [...matchersOf(labels), ...(except.length > 0 ? [isNoneOf("owner", ...except)] : [])],
    ...(continues && { continue: true }),
    ...(known ? timing(known) : {}),
    ...below([
      ...(known ? [] : SEVERITIES.map((severity) => severityRoute(severity, labels, sets))),
      // What is left here has none of the severities.
      ...quietRoutes(known ? labels : { ...labels, severity: [] }, sets),
    ]),
  };
}

function severityRoute(
  severity: (typeof SEVERITIES)[number],
  labels: LabelValues,
  sets: readonly WindowSet[],
): ChartValues {
  return {
    matchers: [isOneOf("severity", severity)],
    ...timing(severity),
    ...below(quietRoutes({ ...labels, severity: [severity] }, sets)),
  };
}

/** A route that says nothing of its receiver and its grouping has those of the route above it; of mute times it must say. */
function quietRoutes(labels: LabelValues, sets: readonly WindowSet[]): ChartValues[] {
  return sets
    .filter((set) => commonLabels(labels, set.labels) !== undefined)
    .map((set) => ({ matchers: matchersOf(set.labels), mute_time_intervals: [...set.ids] }));
}

function below(routes: readonly ChartValues[]): ChartValues {
  return routes.length === 0 ? {} : { routes };
}
