import { ANY_ADDRESS } from "../../sets/ipv4-addresses";
import { packets, type PacketSet } from "../../sets/packet-set";
import { ServiceSet } from "../../sets/service-set";
import type { Intent } from "../judgement/intent";
import { PlaceNames } from "../judgement/names";
import type { Path, Paths } from "../reachability/paths";
import { chainsFrom, type Chain } from "./chains";
import { LineEnds } from "./line-ends";
import { stepOf, type Step } from "./steps";
import { stops } from "./stops";

/** Whether something reaches something, and why or why not. */
export interface Explanation {
  /** Each way that is open, step by step; more than one step where load balancers or proxies pass it on. */
  readonly ways: readonly (readonly Step[])[];
  /** Where it ends, for each class of senders, when no way is open. */
  readonly stopped: readonly string[];
}

/** Tells why packets pass between addresses, or which hop stops them. */
export function explainPackets(paths: Paths, intent: Intent, wanted: PacketSet): Explanation {
  const names = new PlaceNames(intent);
  const ends = new LineEnds(paths);
  const direct = paths.all.flatMap((path): Chain[] => {
    const passing = ends.within(path).intersect(wanted);
    return passing.isEmpty ? [] : [[{ ...path, packets: passing }]];
  });
  const chains = direct.length > 0 ? direct : relayedChains(paths, ends, wanted);
  return {
    ways: chains.map((chain) => chain.flatMap((path) => stepOf(paths, intent, path, names))),
    stopped: chains.length > 0 ? [] : stops(paths, names, wanted),
  };
}

/** Load balancers and proxies make connections of their own, so the wanted services are those of the last one. */
function relayedChains(paths: Paths, ends: LineEnds, wanted: PacketSet): Chain[] {
  const sent = packets(wanted.keys, ANY_ADDRESS, ServiceSet.ANY);
  const startsHere = (path: Path) => !ends.startingWithin(path).intersect(sent).isEmpty;
  return chainsFrom(paths, wanted.keys, startsHere).filter((chain) => {
    const last = chain.at(-1);
    return (
      last &&
      ends
        .endingWithin(last)
        .layers.some(({ rest }) => wanted.layers.some((layer) => !rest.intersect(layer.rest).isEmpty))
    );
  });
}
