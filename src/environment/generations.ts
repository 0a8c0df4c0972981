/** Machines that change by a new generation beside the old one. */
export interface Generations {
  readonly generation: number;
  readonly retiring: readonly number[];
}

/** The generations that stand at the same time, oldest first. */
export function standingGenerations({ generation, retiring }: Generations): number[] {
  return [...new Set([...retiring, generation])].sort((left, right) => left - right);
}

/** The key of the nth machine of a group, counted from 1: `001`. It is part of names and logical ids. */
export function machineKey(ordinal: number): string {
  return String(ordinal).padStart(3, "0");
}
