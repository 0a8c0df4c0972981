import { ZONES_WITHOUT_PUBLIC_ADDRESS } from "../../environment/schema/names";
import type { MachineGroupProps } from "./machines";

/**
 * Refuses machines that no cloud may be asked for.
 *
 * @throws at public addresses in a zone that has none, at machines that no successor can be built beside, and at a key or an
 * address that two machines share
 */
export function refuseUnusableMachines(props: MachineGroupProps): void {
  const { name, network, machines, publicAddresses } = props;
  const { zone } = network;
  if (publicAddresses && ZONES_WITHOUT_PUBLIC_ADDRESS.includes(zone)) {
    throw new Error(
      `machines ${name}: got public addresses in zone ${zone}, where nothing may carry one: remove publicAddresses`,
    );
  }
  refuseImpossibleReplacement(props);
  const keys = machines.map(({ key }) => key);
  const addresses = machines.flatMap(({ address }) => address?.toString() ?? []);
  refuseRepeated(name, "key", keys);
  refuseRepeated(name, "address", addresses);
}

/** A successor stands beside its predecessor for a while: with the address, the data or the host of that one it cannot. */
function refuseImpossibleReplacement(props: MachineGroupProps): void {
  const { name, machines, replaceOnChange = false, antiAffinity = "soft", protect = false, dataDisksGiB = [] } = props;
  if (!replaceOnChange) return;
  const obstacles = [
    ...(antiAffinity === "hard" ? ["antiAffinity hard"] : []),
    ...(protect ? ["protect"] : []),
    ...(dataDisksGiB.length > 0 ? ["data disks"] : []),
    ...(machines.some(({ address }) => address !== undefined) ? ["pinned addresses"] : []),
  ];
  if (obstacles.length === 0) return;
  throw new Error(
    `machines ${name}: got replaceOnChange with ${obstacles.join(", ")}, expected none of these: a successor is built beside its predecessor; change the machines by generation instead`,
  );
}

function refuseRepeated(name: string, what: string, values: readonly string[]): void {
  const repeated = values.find((value, position) => values.indexOf(value) !== position);
  if (repeated === undefined) return;
  throw new Error(`machines ${name}: got two machines with ${what} ${repeated}, expected each ${what} once`);
}
