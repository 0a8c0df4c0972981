import { NO_PACKETS, packets, type PacketSet } from "../../sets/packet-set";
import type { Violation } from "../judgement/violation";

/** The violations of one side with at least one packet that does not violate the same on the other. */
export function changedViolations(without: readonly Violation[], having: readonly Violation[]): Violation[] {
  const known = new Map<string, PacketSet>();
  for (const each of without) {
    const key = subjectOf(each);
    known.set(key, (known.get(key) ?? NO_PACKETS).union(packetsOf(each)));
  }
  return having.filter((each) => !packetsOf(each).subtract(known.get(subjectOf(each)) ?? NO_PACKETS).isEmpty);
}

function packetsOf({ sources, destinations, services }: Violation): PacketSet {
  return packets(sources, destinations, services);
}

function subjectOf({ kind, from, to }: Violation): string {
  return JSON.stringify([kind, from, to]);
}
