import type { IntervalSet } from "../../sets/interval-set";
import type { ServiceSet } from "../../sets/service-set";

/** What the networks are meant to let pass, and where it was declared. */
export interface Intent {
  readonly zones: readonly IntendedZone[];
  /** Pairs of zones between which nothing passes directly, whatever is declared. */
  readonly separated: readonly (readonly [zone: string, zone: string])[];
  readonly connections: readonly IntendedConnection[];
  /**
   * What routers may take from outside and send on to outside, where no filter of the clouds stands.
   * @default - nothing
   */
  readonly transits?: readonly IntendedConnection[];
  /** Where a resource of a stack was asked for. */
  readonly sourceOf: (stack: string, address: string) => string | undefined;
}

export interface IntendedZone {
  readonly zone: string;
  readonly cloud: string;
  readonly addresses: IntervalSet;
}

/** A connection between neighbours that a flow or a need of the infrastructure asks for. */
export interface IntendedConnection {
  readonly cloud: string;
  readonly from: IntendedEnd;
  readonly to: IntendedEnd;
  readonly services: ServiceSet;
  readonly why: string;
  /** `file:line:column` of the declaration. */
  readonly source: string;
}

export interface IntendedEnd {
  /** `medical/worker`, `load-balancer/exchange`, `outside/public`. */
  readonly name: string;
  readonly addresses: IntervalSet;
}
