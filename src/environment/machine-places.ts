/**
 * How many of a group's machines stand in a place, such as an availability zone: they are dealt out in turn, so the first
 * places get one more.
 * @param position of the place, counted from 0.
 */
export function machinesInPlace(machines: number, position: number, places: number): number {
  return Math.ceil(Math.max(0, machines - position) / places);
}
