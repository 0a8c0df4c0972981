import { productsOf } from "../../../../src/analysis/sets/packet-set";
import type { IntervalSet } from "../../../../src/analysis/sets/interval-set";
import type { ServiceSet } from "../../../../src/analysis/sets/service-set";
import { addressNumber, blockEdges } from "../support/addresses";
import type { Analysis } from "./analysis";
import type { LaidOut } from "./lay-out/lay-out";
import type { Place } from "./lay-out/network";
import { canBeAsked, isAddress, isIn, type Question } from "./question";
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
const USUAL_PORTS = [1, 22, 53, 80, 81, 443, 5432, 6443, 8000, 8010, 9000, LAST_PORT];
const SOMEWHERE_OUTSIDE = ["8.8.8.8", "8.8.8.9", "1.1.1.1", "198.51.100.131", "192.0.2.101", "10.250.2.1"].map(
  addressNumber,
);
/** After how many choices in a row that cannot be asked a network is given up. */
const PATIENCE = 20_000;

/**
 * Chooses what to ask about a network, never the same twice: half at the edges of the sets that the analysis computed, half without
 * looking at it.
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

function anywhere({ places }: LaidOut, random: SeededRandom): Question {
  const from = random.pick(places);
  const to = random.pick(places);
  const destination = random.chance(90) ? addressAt(to, random) : random.pick(SOMEWHERE_OUTSIDE);
  return { from, source: addressAt(from, random), destination, ...anyService(random), isAtAnEdge: false };
}

function anyService(random: SeededRandom): Service {
  const protocol = random.pick([TCP, TCP, TCP, UDP, UDP, ICMP, random.pick(WITHOUT_PORTS)]);
  if (protocol === ICMP) return { protocol, detail: random.pick(ICMP_REQUESTS) };
  if (protocol !== TCP && protocol !== UDP) return { protocol, detail: 0 };
  return { protocol, detail: random.chance(80) ? random.pick(USUAL_PORTS) : 1 + random.below(LAST_PORT) };
}

function addressAt(place: Place, random: SeededRandom): number {
  if (place.kind === "machine") return place.address;
  if (place.kind === "internet") return random.pick(SOMEWHERE_OUTSIDE);
  return random.pick(blockEdges(random.pick(place.blocks)));
}

/** Packets of the analysis, as a product, at whose edges is asked. */
interface Shape {
  readonly sources: readonly number[];
  readonly destinations: readonly number[];
  readonly services: readonly Service[];
}

function edges(laidOut: LaidOut, analysis: Analysis, random: SeededRandom): () => Question | undefined {
  const held = laidOut.places.flatMap((place) => (place.kind === "machine" ? [place.address] : []));
  const paths = analysis.paths.all
    .filter(
      ({ from, to }) => ![from, to].some(({ kind }) => ["load-balancer", "endpoint", "cloud-services"].includes(kind)),
    )
    .flatMap(({ packets }) => productsOf(packets))
    .map(({ sources, destinations, services }) => ({
      sources: addressEdges(sources, held),
      destinations: addressEdges(destinations, held),
      services: serviceEdges(services),
    }));
  // Where nothing passes at all, the rules of one end still have edges.
  const rules = analysis.paths.machines.flatMap(({ first, addresses }) =>
    (["ingress", "egress"] as const).flatMap((direction) =>
      analysis.paths.filters.allowed(first.groups, direction).layers.map(({ keys, rest }) => {
        const [own, peers] = [held.filter((address) => addresses.has(address)), addressEdges(keys, held)];
        const services = serviceEdges(rest);
        return direction === "egress"
          ? { sources: own, destinations: peers, services }
          : { sources: peers, destinations: own, services };
      }),
    ),
  );
  const shapes = [paths, rules].map((each) => each.filter((shape: Shape) => isWhole(shape)));
  return () => {
    const [mine, others] = random.chance(75) ? shapes : [...shapes].reverse();
    const usable = mine?.length ? mine : (others ?? []);
    if (usable.length === 0) return undefined;
    const shape = random.pick(usable);
    const source = random.pick(shape.sources);
    const senders = sendersOf(laidOut, source);
    if (senders.length === 0) return undefined;
    return {
      from: random.pick(senders),
      source,
      destination: random.pick(shape.destinations),
      ...random.pick(shape.services),
      isAtAnEdge: true,
    };
  };
}

function isWhole({ sources, destinations, services }: Shape): boolean {
  return sources.length > 0 && destinations.length > 0 && services.length > 0;
}

/** Who could send under the address. One in eight times somebody who forges it. */
function sendersOf({ places }: LaidOut, source: number): Place[] {
  const honest = places.filter((place) => {
    if (place.kind === "machine") return place.address === source;
    return place.kind === "internet" || isIn(source, place.blocks);
  });
  const forging = places.filter((place) => place.kind === "machine" && place.isHeldToItsAddress !== undefined);
  return [...honest, ...honest, ...honest, ...forging];
}

/** The first and last of each interval, those just outside, and which of ours are in it. */
function addressEdges(addresses: IntervalSet, held: readonly number[]): number[] {
  const found = [...addresses.intervals()].flatMap(([first, last]) => [first - 1, first, last, last + 1]);
  const ours = held.filter((address) => addresses.has(address));
  return [...new Set([...found.filter(isAddress), ...ours, ...ours])];
}

function serviceEdges(services: ServiceSet): Service[] {
  const found = services.layers.flatMap(({ keys, rest }): Service[] => [
    ...[TCP, UDP]
      .filter((protocol) => keys.has(protocol))
      .flatMap((protocol) =>
        [...rest.intervals()]
          .flatMap(([first, last]) => [first - 1, first, last, last + 1])
          .filter((port) => port > 0 && port <= LAST_PORT)
          .flatMap((port) => [
            { protocol, detail: port },
            { protocol, detail: port },
            { protocol, detail: port },
            { protocol: protocol === TCP ? UDP : TCP, detail: port },
          ]),
      ),
    ...(keys.has(ICMP) ? ICMP_REQUESTS.map((detail) => ({ protocol: ICMP, detail })) : []),
    ...WITHOUT_PORTS.filter((protocol) => keys.has(protocol)).map((protocol) => ({ protocol, detail: 0 })),
  ]);
  return found;
}
