import { NO_PACKETS, packets, productsOf, type PacketSet } from "../../sets/packet-set";
import type { Violation } from "../judgement/violation";

/** The violations of one side, narrowed to the packets that do not violate the same on the other. */
export function changedViolations(without: readonly Violation[], having: readonly Violation[]): Violation[] {
  const known = new Map<string, PacketSet>();
  for (const each of without) {
    const key = subjectOf(each);
    known.set(key, (known.get(key) ?? NO_PACKETS).union(packetsOf(each)));
  }
  return having.flatMap((each) =>
    productsOf(packetsOf(each).subtract(known.get(subjectOf(each)) ?? NO_PACKETS)).map((product) => ({
      ...each,
      ...product,
    })),
  );
}

function packetsOf({ sources, destinations, services }: Violation): PacketSet {
  return packets(sources, destinations, services);
}

function subjectOf({ kind, from, to }: Violation): string {
  return JSON.stringify([kind, from, to]);
}
