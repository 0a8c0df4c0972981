import { IntervalSet } from "../../sets/interval-set";
import { ANY_ADDRESS } from "../../sets/ipv4-addresses";
import { packets } from "../../sets/packet-set";
import { ServiceSet } from "../../sets/service-set";
import type { Intent } from "../judgement/intent";
import { zoneAddresses } from "../judgement/separation";
import type { Paths } from "../reachability/paths";
import { chainsFrom } from "./chains";
import { stepOf, type Step } from "./steps";

/** In which the zones meet: what passes on there was declared as a flow, and is judged as one. */
const MEETING_ZONE = "exchange";

/**
 * The ways from one zone into another that do not pass the exchange: direct, or over load balancers, endpoints, lines and
 * proxies of other zones. The shortest to each place.
 *
 * @throws Error with the zones that exist when one of them does not
 */
export function crossings(paths: Paths, intent: Intent, from: string, to: string): Step[][] {
  const sources = existingZone(intent, from);
  const target = existingZone(intent, to);
  const exchange = zoneAddresses(intent, MEETING_ZONE);
  const wanted = packets(ANY_ADDRESS, target, ServiceSet.ANY);
  return chainsFrom(
    paths,
    sources,
    () => true,
    ({ packets: passed }) => !destinationsOf(passed).overlaps(exchange),
  ).flatMap((chain) => {
    const last = chain.at(-1);
    const arriving = last?.packets.intersect(wanted);
    if (!last || !arriving || arriving.isEmpty) return [];
    return [[...chain.slice(0, -1), { ...last, packets: arriving }].flatMap((path) => stepOf(paths, intent, path))];
  });
}

function existingZone(intent: Intent, name: string): IntervalSet {
  const addresses = zoneAddresses(intent, name);
  if (!addresses.isEmpty) return addresses;
  const zones = [...new Set(["internet", ...intent.zones.map(({ zone }) => zone)])].sort();
  throw new Error(`got zone ${JSON.stringify(name)}, expected one of ${zones.join(", ")}`);
}

function destinationsOf({ layers }: ReturnType<typeof packets>): IntervalSet {
  return IntervalSet.union(layers.map(({ rest }) => rest.keys));
}
