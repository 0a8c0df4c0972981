/**
 * A set with one form: two sets of equal members are equal part by part, whatever they were made of. So that a comparison is
 * exact and never a matter of samples.
 */
export interface CanonicalSet<Self> {
  readonly isEmpty: boolean;
  /** Equal sets have the same. */
  readonly fingerprint: number;
  union(other: Self): Self;
  intersect(other: Self): Self;
  subtract(other: Self): Self;
  equals(other: Self): boolean;
}
