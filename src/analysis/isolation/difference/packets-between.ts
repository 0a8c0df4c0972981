import { NO_PACKETS } from "../../sets/packet-set";
import type { Passage } from "../explanation/matrix";

/** Two ends with everything that passes from the one to the other. */
export type PacketsBetween = ReadonlyMap<string, Passage>;

/** Puts what passes between the same two ends together. */
export function packetsBetween(passages: readonly Passage[]): PacketsBetween {
  const together = new Map<string, Passage>();
  for (const { from, to, packets } of passages) {
    if (packets.isEmpty) continue;
    const key = pairOf({ from, to });
    const known = together.get(key);
    together.set(key, { from, to, packets: known ? known.packets.union(packets) : packets });
  }
  return together;
}

/** What passes between each two ends of `after` and did not in `before`; pairs without any are left out. */
export function added(before: PacketsBetween, after: PacketsBetween): PacketsBetween {
  const found = [...after].flatMap(([key, { from, to, packets }]): [string, Passage][] => {
    const rest = packets.subtract(before.get(key)?.packets ?? NO_PACKETS);
    return rest.isEmpty ? [] : [[key, { from, to, packets: rest }]];
  });
  return new Map(found);
}

/** Tells a pair of ends from every other. */
export function pairOf({ from, to }: Pick<Passage, "from" | "to">): string {
  return JSON.stringify([from, to]);
}
