import { ZONES_WITHOUT_PUBLIC_ADDRESS } from "../../environment/schema/names";
import type { MachineGroupProps } from "./machines";

/**
 * Refuses machines that no cloud may be asked for.
 *
 * @throws at public addresses in a zone that has none, and at a key or an address that two machines share
 */
export function refuseUnusableMachines({ name, network, machines, publicAddresses }: MachineGroupProps): void {
  const { zone } = network;
  if (publicAddresses && ZONES_WITHOUT_PUBLIC_ADDRESS.includes(zone)) {
    throw new Error(
      `machines ${name}: got public addresses in zone ${zone}, where nothing may carry one: remove publicAddresses`,
    );
  }
  const keys = machines.map(({ key }) => key);
  const addresses = machines.flatMap(({ address }) => address?.toString() ?? []);
  refuseRepeated(name, "key", keys);
  refuseRepeated(name, "address", addresses);
}

function refuseRepeated(name: string, what: string, values: readonly string[]): void {
  const repeated = values.find((value, position) => values.indexOf(value) !== position);
  if (repeated === undefined) return;
  throw new Error(`machines ${name}: got two machines with ${what} ${repeated}, expected each ${what} once`);
}
