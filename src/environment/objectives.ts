import type { EnvironmentSpecification } from "./schema/environment";
import { LEAST_BEFORE_ALARM } from "./schema/objectives";
import type { ServiceSpecification } from "./schema/services";

/** What is promised of a service over 30 days. */
export interface ServiceObjectives {
  /** Percent of requests that succeed. */
  readonly availability: number;
  /** How many requests have to fail within the longer window of a burn rate before somebody is told. */
  readonly leastFailures: number;
  readonly latency: {
    /** Percent of requests that are answered in time. */
    readonly percent: number;
    readonly milliseconds: number;
    /** How many requests have to be slow within the longer window of a burn rate before somebody is told. */
    readonly leastSlow: number;
  };
}

/** What holds where a service says nothing. In development somebody always breaks something. */
const DEFAULTS: Readonly<Record<EnvironmentSpecification["stage"], ServiceObjectives>> = {
  production: promise(99.9, 99, 1000),
  staging: promise(99, 95, 1000),
  development: promise(90, 90, 2500),
};

/** The objectives of a service, with the stage's where it has none of its own. */
export function objectivesOf(
  { objectives }: Pick<ServiceSpecification, "objectives">,
  stage: EnvironmentSpecification["stage"],
): ServiceObjectives {
  const { availability, leastFailures, latency } = DEFAULTS[stage];
  return {
    availability: objectives?.availability ?? availability,
    leastFailures: objectives?.leastFailures ?? leastFailures,
    latency: objectives?.latency ?? latency,
  };
}

function promise(availability: number, percent: number, milliseconds: number): ServiceObjectives {
  return {
    availability,
    leastFailures: LEAST_BEFORE_ALARM,
    latency: { percent, milliseconds, leastSlow: LEAST_BEFORE_ALARM },
  };
}
