import { LOAD_BALANCERS, ZONES } from "../schema/names";
import {
  instantOf,
  MAINTENANCE_TIME_ZONE,
  type MaintenanceWindow,
  type QuietSpecification,
} from "../schema/maintenance";
import { SEVERITIES } from "../schema/severities";
import { quietEntries, windowSets } from "../maintenance-windows";
import type { Fault } from "../yaml";
import { alertOwners } from "./alerting";
import { cloudsOf, fault, indexed, unknownName, type Rule, type RuleContext } from "./rule";

/** A longer silence is forgotten; what stays broken for longer is repaired or removed. */
const MOST_DAYS = 14;

/** Each set of windows that one alert may fall into becomes a route below every other route. */
const MOST_SETS = 31;

const MILLISECONDS_OF_A_DAY = 86_400_000;

/** A window ends after it begins and is not over, and it keeps quiet what exists and not everything. */
export const maintenanceWindows: Rule = (context) => {
  const { maintenance } = context.specification.alerting;
  const known = namesOf(context);
  return [
    ...indexed(maintenance).flatMap(({ value: window, index }) => [
      ...(window.kind === "once" ? datedTimes(context, window, index) : weeklyTimes(context, window, index)),
      ...quietsSomething(context, window, index),
      ...quietNames(context, window, index, known),
    ]),
    ...tooManySets(context),
  ];
};

function datedTimes(
  context: RuleContext,
  { id, from, until }: Extract<MaintenanceWindow, { kind: "once" }>,
  index: number,
): Fault[] {
  const path = ["alerting", "maintenance", index, "until"];
  const [begins, ends] = [instantOf(from).getTime(), instantOf(until).getTime()];
  if (ends <= begins) return [fault(context, path, `got ${until}, expected a time after from, which is ${from}`)];
  if (ends - begins > MOST_DAYS * MILLISECONDS_OF_A_DAY) {
    return [
      fault(
        context,
        path,
        `got ${until}, expected at most ${MOST_DAYS} days after from, which is ${from}: a longer silence is forgotten`,
      ),
    ];
  }
  if (ends > context.now.getTime()) return [];
  return [
    fault(
      context,
      path,
      `got ${until} ${MAINTENANCE_TIME_ZONE.name}, which is over at ${context.now.toISOString()}, expected a time to come: delete the window ${id}, or correct its times`,
    ),
  ];
}

function weeklyTimes(
  context: RuleContext,
  { from, until }: Extract<MaintenanceWindow, { kind: "weekly" }>,
  index: number,
): Fault[] {
  if (from !== until) return [];
  return [
    fault(
      context,
      ["alerting", "maintenance", index, "until"],
      `got ${until}, the time of from, expected another: the window would last all day`,
    ),
  ];
}

function quietsSomething(context: RuleContext, { quiet }: MaintenanceWindow, index: number): Fault[] {
  const keys = quietEntries(quiet).map(({ key }) => key);
  if (keys.some((key) => key !== "severity")) return [];
  return [
    fault(
      context,
      ["alerting", "maintenance", index, "quiet"],
      `got ${keys.length === 0 ? "no label" : "severity alone"}, expected what is worked on, such as cluster, service, link or owner: the window would silence the whole platform`,
    ),
  ];
}

function quietNames(
  context: RuleContext,
  { quiet }: MaintenanceWindow,
  index: number,
  known: Readonly<Partial<Record<keyof QuietSpecification, readonly string[]>>>,
): Fault[] {
  return quietEntries(quiet).flatMap(({ key, values }) => {
    const names = known[key];
    const path = ["alerting", "maintenance", index, "quiet", key];
    if (!names) return [];
    return indexed(values).flatMap((value) =>
      unknownName(context, quiet[key] === value.value ? path : [...path, value.index], WHAT[key], value.value, names),
    );
  });
}

const WHAT: Readonly<Record<keyof QuietSpecification, string>> = {
  alert: "the name of an alert",
  severity: "a severity",
  owner: "the owner of alerts",
  cloud: "the name of a cloud",
  cluster: "the id of a cluster",
  zone: "a zone",
  availabilityZone: "an availability zone",
  service: "the id of a service",
  site: "the id of a site",
  district: "a district of the sites file",
  link: "the id of a link or line",
  loadBalancer: "a load balancer",
};

/** What each key may name. Alerts are not known here. */
function namesOf(context: RuleContext): Partial<Record<keyof QuietSpecification, readonly string[]>> {
  const { clusters, links, services } = context.specification;
  const clouds = cloudsOf(context);
  return {
    severity: SEVERITIES,
    owner: alertOwners(context),
    cloud: clouds.map(([cloud]) => cloud),
    cluster: clusters.map(({ id }) => id),
    zone: ZONES,
    availabilityZone: clouds.flatMap(([cloud, { availabilityZones }]) =>
      availabilityZones.map(({ id }) => `${cloud}-${id}`),
    ),
    service: services.map(({ id }) => id),
    site: context.sites.map(({ site }) => site.id),
    district: [...new Set(context.sites.map(({ site }) => site.district))],
    link: [...new Set([...links.map(({ id }) => id), ...clouds.flatMap(([, { lines }]) => lines.map(({ id }) => id))])],
    loadBalancer: LOAD_BALANCERS,
  };
}

function tooManySets(context: RuleContext): Fault[] {
  const sets = windowSets(context.specification.alerting.maintenance);
  if (sets.length <= MOST_SETS) return [];
  const [largest] = sets;
  return [
    fault(
      context,
      ["alerting", "maintenance"],
      `got windows that meet in ${sets.length} ways, expected at most ${MOST_SETS}: one alert may fall into ${largest?.ids.join(", ") ?? ""}; give them the same quiet, or labels that keep them apart`,
    ),
  ];
}
