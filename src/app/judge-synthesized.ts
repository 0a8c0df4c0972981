import type { Violation } from "../analysis/isolation/judgement/violation";
import { analyseSynthesized } from "./isolation";
import type { SynthesizedEnvironment } from "./synthesize";

/**
 * `no`: what was synthesized is not judged. For programs that have to look at Terraform which violates something, such as a
 * plan of the change that mends it.
 */
export const JUDGE_VARIABLE = "HEALTH_CLOUD_JUDGE";

/** The open paths of an environment that must not be. */
export interface EnvironmentViolations {
  readonly environment: string;
  readonly violations: readonly Violation[];
}

/**
 * Reads the written files of environments back and judges them. What is not understood is no violation.
 * @returns the environments that have any
 */
export function judgeSynthesized(made: readonly SynthesizedEnvironment[]): EnvironmentViolations[] {
  return made
    .map(({ environment, outdir }) => ({ environment, violations: analyseSynthesized(environment, outdir).violations }))
    .filter(({ violations }) => violations.length > 0);
}
