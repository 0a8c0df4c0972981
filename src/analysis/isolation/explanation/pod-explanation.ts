import type { Resource } from "../../../terraform/configuration";
import { formatAddresses } from "../../sets/ipv4-addresses";
import { IntervalSet } from "../../sets/interval-set";
import { ANY_ADDRESS } from "../../sets/ipv4-addresses";
import { packets, type PacketSet } from "../../sets/packet-set";
import { ProductSet } from "../../sets/product-set";
import { ServiceSet } from "../../sets/service-set";
import type { Reachability } from "../isolation";
import type { Intent } from "../judgement/intent";
import { PlaceNames, podName } from "../judgement/names";
import { outsideWitness } from "../judgement/pod-witness";
import type { Cluster } from "../kubernetes/clusters";
import { nodesOf } from "../kubernetes/nodes";
import type { Pods } from "../kubernetes/pod-classes";
import type { Direction } from "../kubernetes/pod-filters";
import { explainPackets, type Explanation } from "./address-explanation";
import { chainsOf } from "./chains";
import { entrancesTo, podStep, type Entrance } from "./entrances";

import type { PodEnd, ReceivingAddresses, ReceivingEnds, ReceivingPods } from "./pod-ends";
import { stepOf, type Step } from "./steps";

/**
 * Tells why connections of pods pass, or what stops them: policies between pods of one cluster; to what is outside of the
 * cluster also whatever stops its nodes, as which such a connection may appear.
 */
export function explainFromPods(
  reachability: Reachability,
  intent: Intent,
  from: readonly PodEnd[],
  { pods, outside }: ReceivingEnds,
): Explanation {
  const senders = from.flatMap((end) => end.pods.map((sender) => ({ cluster: end.cluster, sender })));
  return together(
    senders.flatMap(({ cluster, sender }) => {
      const near = pods.filter((end) => end.cluster === cluster);
      const far = pods.filter((end) => end.cluster !== cluster);
      const apart = near.length > 0 ? [] : far;
      return [
        ...near.map((end) => betweenPods(intent, sender, end)),
        ...outside.filter((end) => end.cluster === cluster).map((end) => leaving(reachability, intent, sender, end)),
        ...(apart.length > 0 ? [intoOthers(reachability, intent, cluster, sender, apart)] : []),
      ];
    }),
  );
}

/** Tells how connections from addresses get into pods, or what stops them: by gateways and by ports of nodes alone. */
export function explainIntoPods(
  reachability: Reachability,
  intent: Intent,
  sources: IntervalSet,
  { pods }: ReceivingEnds,
): Explanation {
  return together([entering(reachability, intent, packets(sources, ANY_ADDRESS, ServiceSet.ANY), pods)]);
}

function betweenPods(intent: Intent, sender: Pods, { cluster, pods, services, through }: ReceivingPods): Explanation {
  const step = podStep(cluster, intent, sender, pods, services, through);
  if (step) return { ways: [[step]], stopped: [] };
  const { filters } = cluster;
  const isSent =
    filters.isolating(sender, "egress").length === 0 || filters.letting("egress", sender, pods, services).length > 0;
  const what = services.toString();
  return {
    ways: [],
    stopped: [
      isSent
        ? denied(cluster, intent, pods, "ingress", `lets ${podName(cluster, sender)} in by ${what}`)
        : denied(cluster, intent, sender, "egress", `lets it out to ${podName(cluster, pods)} by ${what}`),
    ],
  };
}

/** Out of the cluster, as one of its nodes. */
function leaving({ paths }: Reachability, intent: Intent, sender: Pods, end: ReceivingAddresses): Explanation {
  const { cluster, addresses, services, through } = end;
  const sent = cluster.filters.leaving(sender).intersect(ProductSet.of(addresses, services));
  if (sent.isEmpty) {
    const what = `lets it out to ${formatAddresses(addresses)} by ${services.toString()}`;
    return { ways: [], stopped: [denied(cluster, intent, sender, "egress", what)] };
  }
  const nodes = IntervalSet.union(nodesOf(paths, cluster).map((place) => place.addresses));
  if (nodes.isEmpty) return { ways: [], stopped: [`${podName(cluster, sender)}: its nodes are not known`] };
  const first = leavingStep(cluster, intent, sender, sent.keys, services);
  const { ways, stopped } = explainPackets(paths, intent, ProductSet.of(nodes, sent));
  const step = { ...first, witness: [...through, ...first.witness] };
  return { ways: ways.map((steps) => [step, ...steps]), stopped };
}

/** To pods of other clusters: out as a node, and in by their gateways. */
function intoOthers(
  reachability: Reachability,
  intent: Intent,
  cluster: Cluster,
  sender: Pods,
  receiving: readonly ReceivingPods[],
): Explanation {
  const nodes = IntervalSet.union(nodesOf(reachability.paths, cluster).map((place) => place.addresses));
  const sent = cluster.filters.leaving(sender);
  if (sent.isEmpty) {
    return {
      ways: [],
      stopped: [denied(cluster, intent, sender, "egress", "lets it out of the cluster")],
    };
  }
  const { ways, stopped } = entering(reachability, intent, ProductSet.of(nodes, sent), receiving);
  return {
    ways: ways.map((steps) => [
      leavingStep(cluster, intent, sender, sent.keys, steps[0]?.services ?? ServiceSet.ANY),
      ...steps,
    ]),
    stopped,
  };
}

function leavingStep(
  cluster: Cluster,
  intent: Intent,
  sender: Pods,
  addresses: IntervalSet,
  services: ServiceSet,
): Step {
  return {
    from: podName(cluster, sender),
    to: `outside of ${cluster.name}, as one of its nodes`,
    services,
    witness: outsideWitness(cluster, intent, "egress", sender, addresses, services),
  };
}

function entering(
  { paths }: Reachability,
  intent: Intent,
  sent: PacketSet,
  receiving: readonly ReceivingPods[],
): Explanation {
  const names = new PlaceNames(intent);
  const entrances = receiving.flatMap((end) => entrancesTo(paths, intent, end));
  if (entrances.length === 0) {
    return {
      ways: [],
      stopped: receiving.map(
        ({ cluster, pods, services }) =>
          `${podName(cluster, pods)}: no route of a gateway and no port of the nodes leads there by ${services.toString()}`,
      ),
    };
  }
  const seen = new Set<string>();
  const ways = chainsOf(paths, sent).flatMap((chain) => {
    const last = chain.at(-1);
    if (!last) return [];
    return entrances.flatMap((entrance): Step[][] => {
      const arriving = last.packets.intersect(packets(ANY_ADDRESS, ANY_ADDRESS, entrance.nodePort));
      const key = `${last.to.key} ${entrance.key}`;
      if (!entrance.nodes.some((node) => node.key === last.to.key) || arriving.isEmpty || seen.has(key)) return [];
      const steps = entrance.steps(arriving.keys, names.nameOf(last.to));
      if (!steps) return [];
      seen.add(key);
      const path = [...chain.slice(0, -1), { ...last, packets: arriving }];
      return [[...path.flatMap((each) => stepOf(paths, intent, each, names)), ...steps]];
    });
  });
  return { ways, stopped: ways.length > 0 ? [] : entrances.map((entrance) => unreached(entrance, names)) };
}

function unreached({ nodePort, nodes, leadsTo }: Entrance, names: PlaceNames): string {
  const where = nodes.map((node) => names.nameOf(node)).join(", ");
  return `${leadsTo}: nothing that the source sends gets to ${nodePort.toString()} of ${where}, by which ${leadsTo} is entered`;
}

/** Which policy isolates a pod, since none of them allows something: the one for every pod of its namespace, where there is one. */
function denied(cluster: Cluster, intent: Intent, pod: Pods, direction: Direction, what: string): string {
  const isolating = cluster.filters.isolating(pod, direction);
  const all = isolating.filter(({ selectsAll }) => selectsAll);
  const shown = all.find((policy) => policy[direction].length === 0) ?? all[0] ?? isolating[0];
  const by = shown ? `, and ${direction} is denied by ${placeOf(intent, shown.origin)}` : "";
  return `${podName(cluster, pod)}: no policy ${what}${by}`;
}

function placeOf(intent: Intent, { stack, address }: Resource): string {
  return `${stack} ${address} (${intent.sourceOf(stack, address) ?? "no line"})`;
}

/** Ways whose steps have equal names, such as those over nodes of several availability zones, are one. */
function distinct(ways: Explanation["ways"]): Explanation["ways"] {
  const byNames = new Map<string, (typeof ways)[number]>();
  for (const steps of ways) {
    const key = steps.map(({ from, to, services }) => `${from} | ${to} | ${services.toString()}`).join("\n");
    if (!byNames.has(key)) byNames.set(key, steps);
  }
  return [...byNames.values()];
}

function together(all: readonly Explanation[]): Explanation {
  const ways = distinct(all.flatMap((each) => each.ways));
  return { ways, stopped: ways.length > 0 ? [] : [...new Set(all.flatMap(({ stopped }) => stopped))] };
}
