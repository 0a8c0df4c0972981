import { SERVICE_PROBE_SECONDS } from "../probe-intervals";
import type { Fault } from "../yaml";
import { fault, indexed, type Path, type Rule } from "./rule";

/** Probes of a service in the shortest of the longer windows of burn rates. */
const PROBES_AN_HOUR = 3600 / SERVICE_PROBE_SECONDS;

/** A service that probes judge can fail as often as its alarms ask for: else even its loss would call nobody within the hour. */
export const reachableObjectives: Rule = (context) =>
  indexed(context.specification.services).flatMap(({ value: service, index }) => {
    const { expose, objectives } = service;
    if (expose || !objectives) return [];
    const reachable = (path: Path, least: number): Fault[] =>
      least <= PROBES_AN_HOUR
        ? []
        : [
            fault(
              context,
              ["services", index, "objectives", ...path],
              `got ${least}, expected at most ${PROBES_AN_HOUR}: probes judge a service that is not exposed, and an hour has so many of them`,
            ),
          ];
    return [
      ...reachable(["leastFailures"], objectives.leastFailures),
      ...(objectives.latency ? reachable(["latency", "leastSlow"], objectives.latency.leastSlow) : []),
    ];
  });
