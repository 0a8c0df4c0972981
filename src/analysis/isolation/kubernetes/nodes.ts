import type { Paths } from "../reachability/paths";
import type { MachinesPlace } from "../reachability/places";
import type { Cluster } from "./clusters";

/**
 * The machines on which a cluster's pods may run: those of the stacks that make the machines behind the address of its API.
 * None when that address is not known, or leads to no machine.
 */
export function nodesOf(paths: Paths, { api }: Cluster): MachinesPlace[] {
  if (!api) return [];
  const stacks = new Set(
    [
      ...paths.machines.filter(({ addresses }) => addresses.overlaps(api)),
      ...[...paths.topology.loadBalancers.values()]
        .filter(({ address }) => address.overlaps(api))
        .flatMap(({ listeners }) => listeners.flatMap(({ members }) => members))
        .flatMap(({ target }) =>
          "machine" in target
            ? [paths.placeOf(target.machine)]
            : paths.machines.filter(({ addresses }) => addresses.overlaps(target.addresses)),
        ),
    ].flatMap((place) => (place ? [place.first.origin.stack] : [])),
  );
  return paths.machines.filter(({ first }) => stacks.has(first.origin.stack));
}
