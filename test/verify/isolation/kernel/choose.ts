import { productsOf } from "../../../../src/analysis/sets/packet-set";
import type { IntervalSet } from "../../../../src/analysis/sets/interval-set";
import type { ServiceSet } from "../../../../src/analysis/sets/service-set";
import { addressNumber, blockEdges } from "../support/addresses";
import type { Analysis } from "./analysis";
import type { LaidOut } from "./lay-out/lay-out";
import type { Place } from "./lay-out/network";
import { canBeAsked, has, isAddress, isIn, type Question } from "./question";
import type { SeededRandom } from "./seeded-random";

interface Service {
  readonly protocol: number;
  readonly detail: number;
}

const [ICMP, TCP, UDP] = [1, 6, 17];
const LAST_PORT = 65535;
/** GRE, ESP, VRRP. */
const WITHOUT_PORTS = [47, 50, 112];
/** Requests: what ICMP connections begin with. Echo with two codes, timestamp, information, address mask. */
const ICMP_REQUESTS = [8 * 256, 8 * 256 + 1, 13 * 256, 15 * 256, 17 * 256];
const SOMEWHERE_OUTSIDE = ["8.8.8.8", "8.8.8.9", "1.1.1.1", "198.51.100.131", "192.0.2.101", "10.250.2.1"].map(
  addressNumber,
);
/** After how many choices in a row that cannot be asked a network is given up. */
const PATIENCE = 20_000;

/**
 * Chooses what to ask about a network, never the same twice: half at the edges of the sets that the analysis computed, half between
 * any of its places, for the ports that are written in it.
 */
export function chooseQuestions(laidOut: LaidOut, analysis: Analysis, random: SeededRandom, count: number): Question[] {
  const chosen = new Map<string, Question>();
  const makers = [edges(laidOut, analysis, random), () => anywhere(laidOut, random)];
  for (const [index, make] of makers.entries()) {
    const enough = Math.round((count * (index + 1)) / makers.length);
    for (let tries = 0; chosen.size < enough && tries < PATIENCE; tries += 1) {
      const question = make();
      if (!question || !canBeAsked(laidOut, question)) continue;
      const { from, source, destination, protocol, detail } = question;
      const key = [from.namespace, source, destination, protocol, detail].join(" ");
      if (!chosen.has(key)) chosen.set(key, question);
    }
  }
  return [...chosen.values()];
}

function anywhere({ places, ports }: LaidOut, random: SeededRandom): Question {
  const from = random.pick(places);
  const to = random.pick(places);
  const destination = random.chance(90) ? addressAt(to, random) : random.pick(SOMEWHERE_OUTSIDE);
  return { from, source: addressAt(from, random), destination, ...anyService(random, ports), isAtAnEdge: false };
}

function anyService(random: SeededRandom, ports: readonly number[]): Service {
  const protocol = random.pick([TCP, TCP, TCP, UDP, UDP, ICMP, random.pick(WITHOUT_PORTS)]);
  if (protocol === ICMP) return { protocol, detail: random.pick(ICMP_REQUESTS) };
  if (protocol !== TCP && protocol !== UDP) return { protocol, detail: 0 };
  return { protocol, detail: random.chance(80) ? random.pick(ports) : 1 + random.below(LAST_PORT) };
}

function addressAt(place: Place, random: SeededRandom): number {
  if (place.kind === "machine") return random.pick([place.address, ...place.others]);
  if (place.kind === "internet") return random.pick(SOMEWHERE_OUTSIDE);
  return random.pick(blockEdges(random.pick(place.blocks)));
}

/** A part of what is inside of a set, and what stands at its edges, on both sides. */
interface Around<Item> {
  readonly inside: readonly Item[];
  readonly edges: readonly Item[];
}

/** Packets of the analysis, as a product, at whose edges is asked. */
interface Shape {
  readonly sources: Around<number>;
  readonly destinations: Around<number>;
  readonly services: Around<Service>;
}

/** Kinds of places of the analysis that the kernel does not have. */
export const NOT_LAID_OUT: ReadonlySet<string> = new Set(["load-balancer", "endpoint", "cloud-services"]);

function edges(laidOut: LaidOut, analysis: Analysis, random: SeededRandom): () => Question | undefined {
  const held = laidOut.places.flatMap((place) => (place.kind === "machine" ? [place.address, ...place.others] : []));
  const paths = analysis.paths.all
    .filter(({ from, to }) => !NOT_LAID_OUT.has(from.kind) && !NOT_LAID_OUT.has(to.kind))
    .flatMap(({ packets }) => productsOf(packets))
    .map(({ sources, destinations, services }) => ({
      sources: aroundAddresses(sources, held),
      destinations: aroundAddresses(destinations, held),
      services: aroundServices(services),
    }));
  // Where nothing passes at all, the rules of one end still have edges.
  const rules = analysis.paths.machines.flatMap(({ first, addresses }) =>
    (["ingress", "egress"] as const).flatMap((direction) =>
      analysis.paths.filters.allowed(first.groups, direction).layers.map(({ keys, rest }) => {
        const own = { inside: held.filter((address) => addresses.has(address)), edges: [] };
        const peers = aroundAddresses(keys, held);
        const services = aroundServices(rest);
        return direction === "egress"
          ? { sources: own, destinations: peers, services }
          : { sources: peers, destinations: own, services };
      }),
    ),
  );
  return () => {
    const shapes: readonly Shape[] = paths.length > 0 && random.chance(80) ? paths : rules;
    if (shapes.length === 0) return undefined;
    const shape = random.pick(shapes);
    const source = pickAround(random, shape.sources);
    const destination = pickAround(random, shape.destinations);
    const service = pickAround(random, shape.services);
    if (source === undefined || destination === undefined || service === undefined) return undefined;
    const from = senderOf(laidOut, random, source);
    return from && { from, source, destination, ...service, isAtAnEdge: true };
  };
}

function pickAround<Item>(random: SeededRandom, { inside, edges: outer }: Around<Item>): Item | undefined {
  const preferred = random.chance(50) ? [inside, outer] : [outer, inside];
  const usable = preferred.find((each) => each.length > 0);
  return usable && random.pick(usable);
}

/** Who has the address; sometimes somebody who forges it. */
function senderOf({ places }: LaidOut, random: SeededRandom, source: number): Place | undefined {
  const honest = places.filter((place) => {
    if (place.kind === "machine") return has(place, source);
    return place.kind === "internet" || isIn(source, place.blocks);
  });
  const forging = random.chance(50)
    ? places.filter((place) => place.kind === "machine" && place.isHeldToItsAddress === true)
    : places.filter((place) => place.kind === "machine" && place.isHeldToItsAddress === false);
  const senders = random.chance(85) ? honest : forging;
  return senders.length > 0 ? random.pick(senders) : undefined;
}

function aroundAddresses(addresses: IntervalSet, held: readonly number[]): Around<number> {
  const found = [...addresses.intervals()].flatMap(([first, last]) => [first - 1, first, last, last + 1]);
  return { inside: held.filter((address) => addresses.has(address)), edges: found.filter(isAddress) };
}

function aroundServices(services: ServiceSet): Around<Service> {
  const around = services.layers.flatMap(({ keys, rest }): Around<Service>[] => {
    const whole = WITHOUT_PORTS.filter((protocol) => keys.has(protocol)).map((protocol) => ({ protocol, detail: 0 }));
    const messages = ICMP_REQUESTS.map((detail) => ({ protocol: ICMP, detail }));
    const ports = [TCP, UDP].filter((protocol) => keys.has(protocol)).map((protocol) => aroundPorts(protocol, rest));
    return [{ inside: whole, edges: [] }, { inside: [], edges: keys.has(ICMP) ? messages : [] }, ...ports];
  });
  return { inside: around.flatMap((each) => each.inside), edges: around.flatMap((each) => each.edges) };
}

function aroundPorts(protocol: number, ports: IntervalSet): Around<Service> {
  const other = protocol === TCP ? UDP : TCP;
  const of = (numbers: readonly number[]) =>
    numbers.filter((port) => port > 0 && port <= LAST_PORT).map((detail) => ({ protocol, detail }));
  const intervals = [...ports.intervals()];
  const inside = of(intervals.flatMap(([first, last]) => [first, last]));
  return {
    inside,
    edges: [
      ...of(intervals.flatMap(([first, last]) => [first - 1, last + 1])),
      ...inside.map(({ detail }) => ({ protocol: other, detail })),
    ],
  };
}
