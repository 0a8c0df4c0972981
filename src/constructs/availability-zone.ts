/** A failure domain of a cloud: our identifier and the cloud's name. */
export interface AvailabilityZone {
  readonly id: string;
  readonly name: string;
}

/**
 * The cloud's name of an availability zone.
 *
 * @param wantedBy who asks, for the error, such as `machine prod-medical-worker-g1-001`
 * @throws when the cloud has none of this id; the error names those that it has
 */
export function availabilityZoneName(
  availabilityZones: readonly AvailabilityZone[],
  id: string,
  wantedBy: string,
): string {
  const found = availabilityZones.find((candidate) => candidate.id === id);
  if (found) return found.name;
  const existing = availabilityZones.map((candidate) => candidate.id);
  throw new Error(`${wantedBy}: got availability zone ${id}, expected one of the cloud's: ${existing.join(", ")}`);
}
