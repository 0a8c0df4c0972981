import { NO_PACKETS, packets, productsOf, type PacketSet } from "../../sets/packet-set";
import type { Path } from "../reachability/paths";
import type { IntendedConnection } from "./intent";
import { isTransit, transitsOn } from "./transits";
import { violation, type Judging, type Violation } from "./violation";

/** What passes on a path and neither a declared flow nor a need of the infrastructure allows. */
export function undeclared(judging: Judging, path: Path): Violation[] {
  const { intent } = judging;
  const allowed = [...intent.connections, ...(isTransit(path) ? transitsOn(intent, path) : [])]
    .filter((connection) => concerns(connection, path.packets))
    .reduce((sum, { from, to, services }) => sum.union(packets(from.addresses, to.addresses, services)), NO_PACKETS);
  return productsOf(path.packets.subtract(allowed)).map((product) => ({
    ...violation(judging, path, product),
    kind: "undeclared",
    because: "no declared flow and no need of the infrastructure allows it",
  }));
}

function concerns({ from, to }: IntendedConnection, passing: PacketSet): boolean {
  return passing.layers.some(({ keys, rest }) => from.addresses.overlaps(keys) && to.addresses.overlaps(rest.keys));
}
