import type { EnvironmentSpecification } from "./schema/environment";
import type { ServiceSpecification } from "./schema/services";

/** What is promised of a service over 30 days. */
export interface ServiceObjectives {
  /** Percent of requests that succeed. */
  readonly availability: number;
  readonly latency: {
    /** Percent of requests that are answered in time. */
    readonly percent: number;
    readonly milliseconds: number;
  };
}

/** What holds where a service says nothing. In development somebody always breaks something. */
const DEFAULTS: Readonly<Record<EnvironmentSpecification["stage"], ServiceObjectives>> = {
  production: { availability: 99.9, latency: { percent: 99, milliseconds: 1000 } },
  staging: { availability: 99, latency: { percent: 95, milliseconds: 1000 } },
  development: { availability: 90, latency: { percent: 90, milliseconds: 2500 } },
};

/** The objectives of a service, with the stage's where it has none of its own. */
export function objectivesOf(
  { objectives }: Pick<ServiceSpecification, "objectives">,
  stage: EnvironmentSpecification["stage"],
): ServiceObjectives {
  const { availability, latency } = DEFAULTS[stage];
  return { availability: objectives?.availability ?? availability, latency: objectives?.latency ?? latency };
}
