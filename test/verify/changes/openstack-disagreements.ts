/**
 * Where the simulated OpenStack provider and the real one are known to differ: what each does to an address in a change of the
 * table, and why that is accepted.
 */
export interface KnownDisagreement {
  readonly change: string;
  /** `stack: address`. */
  readonly place: string;
  readonly simulated: string;
  readonly real: string;
  readonly reason: string;
}

export const KNOWN_DISAGREEMENTS: readonly KnownDisagreement[] = [];
