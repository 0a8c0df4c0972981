import { machineKey } from "../../environment/generations";

/** A place for a machine of a group. */
export interface MachinePlace {
  /** `001`, `002` and so on: growing a group adds keys at the end and moves nobody. */
  readonly key: string;
  readonly availabilityZone: string;
}

/**
 * Spreads machines over availability zones in turn. The nth machine always stands in the same one, so a group grows and
 * shrinks at its end.
 */
export function spreadMachines(count: number, availabilityZones: readonly string[]): MachinePlace[] {
  if (availabilityZones.length === 0)
    throw new Error("no availability zone has a subnet for these machines: add a slot");
  return Array.from({ length: count }, (_, index) => ({
    key: machineKey(index + 1),
    availabilityZone: availabilityZones[index % availabilityZones.length] ?? "",
  }));
}
