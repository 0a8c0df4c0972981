import { SEVERITIES } from "../schema/severities";
import type { RouteSpecification } from "../schema/alerting";
import type { Fault } from "../yaml";
import { alertOwners } from "./alerting";
import { fault, indexed, unknownName, type Rule, type RuleContext } from "./rule";

/** Every route takes alerts that exist and that no earlier route has taken. */
export const readRoutes: Rule = (context) => {
  const { routes } = context.specification.alerting;
  const owners = alertOwners(context);
  return indexed(routes).flatMap(({ value: route, index }) => [
    ...ownerOfRoute(context, route, index, owners),
    ...takesEverything(context, route, index),
    ...shadowed(context, routes, index, owners),
  ]);
};

function ownerOfRoute(
  context: RuleContext,
  { owner }: RouteSpecification,
  index: number,
  owners: readonly string[],
): Fault[] {
  if (owner === undefined) return [];
  const path = ["alerting", "routes", index, "owner"];
  if (context.specification.vendors.some(({ id }) => id === owner) && !owners.includes(owner)) {
    return [
      fault(
        context,
        path,
        `got "${owner}", a vendor without services, so no alert has it: remove the route until it has`,
      ),
    ];
  }
  return unknownName(context, path, "the owner of alerts", owner, owners);
}

function takesEverything(
  context: RuleContext,
  { owner, severity, receiver }: RouteSpecification,
  index: number,
): Fault[] {
  if (owner !== undefined || severity !== undefined) return [];
  return [
    fault(
      context,
      ["alerting", "routes", index],
      `got a route of every alert, so nothing is left for default, expected owner or severity: make ${receiver} the default instead`,
    ),
  ];
}

/** Earlier routes may take all of it together, such as one for each severity. */
function shadowed(
  context: RuleContext,
  routes: readonly RouteSpecification[],
  index: number,
  owners: readonly string[],
): Fault[] {
  const route = routes[index];
  if (!route) return [];
  const takers = new Set<number>();
  // Charts bring alerts without an owner, or of another severity than ours.
  for (const owner of route.owner === undefined ? [...owners, undefined] : [route.owner]) {
    for (const severity of route.severity === undefined ? [...SEVERITIES, undefined] : [route.severity]) {
      const taker = routes.findIndex((candidate) => takes(candidate, owner, severity));
      if (taker === index) return [];
      takers.add(taker);
    }
  }
  const lines = [...takers].sort((left, right) => left - right).map((taker) => lineOf(context, taker));
  return [
    fault(
      context,
      ["alerting", "routes", index],
      `got a route that no alert reaches, expected it before ${lines.length === 1 ? "the route of line" : "the routes of lines"} ${lines.join(", ")}, which ${lines.length === 1 ? "takes" : "take"} all of its alerts: move it up or remove it`,
    ),
  ];
}

function takes({ owner, severity }: RouteSpecification, of: string | undefined, at: string | undefined): boolean {
  return (owner === undefined || owner === of) && (severity === undefined || severity === at);
}

function lineOf(context: RuleContext, index: number): number {
  return context.placeOf(["alerting", "routes", index]).line;
}
