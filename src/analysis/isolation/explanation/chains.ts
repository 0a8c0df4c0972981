import type { IntervalSet } from "../../sets/interval-set";
import { ANY_ADDRESS } from "../../sets/ipv4-addresses";
import { packets, type PacketSet } from "../../sets/packet-set";
import { ServiceSet } from "../../sets/service-set";
import type { Path, Paths } from "../reachability/paths";
import { onward, servicesOf } from "./onward";

/** Paths one after the other, each entered from what the one before leads to. */
export type Chain = readonly Path[];

/** How many paths a chain has at most: client, exchange, proxy, endpoint, gateway, node, and twice over for two clouds. */
const LONGEST = 12;

/**
 * The shortest chain to each place that something from the sources can get to, over load balancers, endpoints, proxies and
 * lines.
 *
 * @param goesOn whether the search goes on from where a chain has led. Default: from everywhere.
 */
export function chainsFrom(
  paths: Paths,
  sources: IntervalSet,
  starts: (path: Path) => boolean,
  goesOn: (last: Path) => boolean = () => true,
): Chain[] {
  return chainsOf(paths, packets(sources, ANY_ADDRESS, ServiceSet.ANY), starts, goesOn);
}

/** The same for some packets alone. */
export function chainsOf(
  paths: Paths,
  all: PacketSet,
  starts: (path: Path) => boolean = () => true,
  goesOn: (last: Path) => boolean = () => true,
): Chain[] {
  let front: Chain[] = paths.all
    .filter(starts)
    .map((path) => ({ ...path, packets: path.packets.intersect(all) }))
    .filter((path) => !path.packets.isEmpty)
    .map((path) => [path]);
  const found: Chain[] = [];
  const seen = new Set<string>();
  for (let length = 0; length < LONGEST && front.length > 0; length += 1) {
    const next: Chain[] = [];
    for (const chain of front) {
      const last = chain.at(-1);
      if (!last) continue;
      const key = `${last.from.key} ${last.to.key} ${servicesOf(last.packets).toString()}`;
      if (seen.has(key)) continue;
      seen.add(key);
      found.push(chain);
      if (!goesOn(last)) continue;
      for (const { path, entering } of onward(paths, last.to, last.packets)) {
        const entered = last.packets.intersect(packets(ANY_ADDRESS, ANY_ADDRESS, entering));
        next.push([...chain.slice(0, -1), { ...last, packets: entered }, path]);
      }
    }
    front = next;
  }
  return found;
}
