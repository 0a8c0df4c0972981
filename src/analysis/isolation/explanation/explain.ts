import { packets } from "../../sets/packet-set";
import { ServiceSet } from "../../sets/service-set";
import type { Reachability } from "../isolation";
import type { Intent } from "../judgement/intent";
import { explainPackets, type Explanation } from "./address-explanation";
import { endAddresses } from "./ends";
import { podEnds, receivingEnds } from "./pod-ends";
import { explainFromPods, explainIntoPods } from "./pod-explanation";

export type { Explanation } from "./address-explanation";

/**
 * Tells why connections pass, or which hop stops them.
 *
 * @param service as `tcp/443`
 */
export function explain(
  reachability: Reachability,
  intent: Intent,
  from: string,
  to: string,
  service: string,
): Explanation {
  const { paths, clusters } = reachability;
  const services = ServiceSet.parse(service);
  const senders = podEnds(clusters, from);
  const receivers = receivingEnds(clusters, intent, to, services);
  if (senders.length > 0 && receivers) return explainFromPods(reachability, intent, senders, receivers);
  if (receivers) return explainIntoPods(reachability, intent, endAddresses(intent, from), receivers);
  const destinations = endAddresses(intent, to);
  if (senders.length > 0) {
    const outside = senders.map(({ cluster }) => ({ cluster, addresses: destinations, services, through: [] }));
    return explainFromPods(reachability, intent, senders, { pods: [], outside });
  }
  const wanted = packets(endAddresses(intent, from), destinations, services);
  return explainPackets(paths, intent, wanted);
}
