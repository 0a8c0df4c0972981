import type { CanonicalSet } from "./canonical-set";
import { IntervalSet } from "./interval-set";
import { ProductSet } from "./product-set";

/** IP protocol numbers by the names that the clouds take (IANA, Protocol Numbers). */
export const PROTOCOL_NUMBERS: ReadonlyMap<string, number> = new Map([
  ["icmp", 1],
  ["igmp", 2],
  ["tcp", 6],
  ["egp", 8],
  ["udp", 17],
  ["dccp", 33],
  ["gre", 47],
  ["esp", 50],
  ["ah", 51],
  ["ospf", 89],
  ["vrrp", 112],
  ["pgm", 113],
  ["sctp", 132],
  ["udplite", 136],
]);

const PROTOCOL_NAMES = new Map([...PROTOCOL_NUMBERS].map(([name, number]) => [number, name]));
const ICMP = 1;
const CODES = 256;
const DETAILS = 65536;
const LAST_PROTOCOL = 255;

/** Every port of a protocol, every message of ICMP. */
const ALL_DETAILS = IntervalSet.of(0, DETAILS - 1);

/**
 * What a packet asks for: its IP protocol, and where the protocol has some its destination port, or the type and code of an ICMP
 * message (both in one number, 256 codes to a type). Protocols without either have the full range, so each of them is in the
 * set or not.
 */
export class ServiceSet implements CanonicalSet<ServiceSet> {
  static readonly EMPTY = new ServiceSet(ProductSet.empty());
  static readonly ANY = ServiceSet.of(IntervalSet.of(0, LAST_PROTOCOL), ALL_DETAILS);

  #text: string | undefined;

  private constructor(private readonly details: ProductSet<IntervalSet>) {}

  private static of(protocols: IntervalSet, details: IntervalSet): ServiceSet {
    return new ServiceSet(ProductSet.of(protocols, details));
  }

  /** All of them together. */
  static union(sets: readonly ServiceSet[]): ServiceSet {
    return new ServiceSet(ProductSet.union(sets.map(({ details }) => details)));
  }

  /** A protocol's whole traffic. */
  static protocol(number: number): ServiceSet {
    return ServiceSet.of(IntervalSet.of(number), ALL_DETAILS);
  }

  /** A protocol's ports from one to another, both included. */
  static ports(protocol: number, first: number, last: number = first): ServiceSet {
    return ServiceSet.of(IntervalSet.of(protocol), IntervalSet.of(first, last));
  }

  /** ICMP's messages of one type; of all types without one, of all codes without a code. */
  static icmp(type?: number, code?: number): ServiceSet {
    if (type === undefined) return ServiceSet.protocol(ICMP);
    const first = type * CODES + (code ?? 0);
    return ServiceSet.of(IntervalSet.of(ICMP), IntervalSet.of(first, code === undefined ? first + CODES - 1 : first));
  }

  /**
   * Reads `any`, `tcp`, `tcp/443`, `udp/8000-9000`, `icmp`, `icmp/8`, or the name or number of a protocol.
   * @throws Error when the text is none of these.
   */
  static parse(text: string): ServiceSet {
    if (text === "any") return ServiceSet.ANY;
    const [, name = "", first, last = first] = /^([a-z]+|\d{1,3})(?:\/(\d{1,5})(?:-(\d{1,5}))?)?$/.exec(text) ?? [];
    const number = /^\d+$/.test(name) ? Number(name) : PROTOCOL_NUMBERS.get(name);
    if (number === undefined || number > LAST_PROTOCOL || Number(last ?? 0) > 65535) {
      throw new Error(
        `got ${JSON.stringify(text)}, expected any, tcp/443, udp/8000-9000, icmp/8 or a protocol such as esp`,
      );
    }
    if (first === undefined) return ServiceSet.protocol(number);
    return number === ICMP ? ServiceSet.icmp(Number(first)) : ServiceSet.ports(number, Number(first), Number(last));
  }

  get isEmpty(): boolean {
    return this.details.isEmpty;
  }

  get fingerprint(): number {
    return this.details.fingerprint;
  }

  /** Every packet as one number: its protocol's, then its detail in as many as there can be. */
  get numbers(): IntervalSet {
    return IntervalSet.union(
      this.details.layers.flatMap(({ keys, rest }) =>
        [...keys.intervals()].flatMap(([first, last]) =>
          rest === ALL_DETAILS
            ? [IntervalSet.of(first * DETAILS, (last + 1) * DETAILS - 1)]
            : Array.from({ length: last - first + 1 }, (_, index) => rest.shifted((first + index) * DETAILS)),
        ),
      ),
    );
  }

  /** The protocols, and what of each: ports, or types and codes of ICMP. Disjoint, the smallest protocol first. */
  get layers(): ProductSet<IntervalSet>["layers"] {
    return this.details.layers;
  }

  union(other: ServiceSet): ServiceSet {
    if (this.isEmpty || other === this) return other;
    return other.isEmpty ? this : new ServiceSet(this.details.union(other.details));
  }

  intersect(other: ServiceSet): ServiceSet {
    if (other === this || other === ServiceSet.ANY) return this;
    return this === ServiceSet.ANY ? other : new ServiceSet(this.details.intersect(other.details));
  }

  subtract(other: ServiceSet): ServiceSet {
    if (other === this || other === ServiceSet.ANY) return ServiceSet.EMPTY;
    return other.isEmpty ? this : new ServiceSet(this.details.subtract(other.details));
  }

  equals(other: ServiceSet): boolean {
    return other === this || this.details.equals(other.details);
  }

  /** `tcp/443, udp/8000-9000, icmp`; `any`, or `any but tcp/443`. */
  toString(): string {
    return (this.#text ??= this.written());
  }

  private written(): string {
    if (this.isEmpty) return "nothing";
    const without = ServiceSet.ANY.subtract(this);
    if (without.isEmpty) return "any";
    // Most protocols whole: the exceptions are the shorter list.
    return this.hasMostProtocols ? `any but ${without.describe()}` : this.describe();
  }

  private get hasMostProtocols(): boolean {
    return this.details.layers.some(({ keys, rest }) => rest.equals(ALL_DETAILS) && keys.size > LAST_PROTOCOL / 2);
  }

  private describe(): string {
    return this.details.layers.flatMap(({ keys, rest }) => describeLayer(keys, rest)).join(", ");
  }
}

function describeLayer(protocols: IntervalSet, details: IntervalSet): string[] {
  const whole = details.equals(ALL_DETAILS);
  return [...protocols.intervals()].flatMap(([first, last]) => {
    if (whole && last - first > 8) return [`protocols ${first}-${last}`];
    return Array.from({ length: last - first + 1 }, (_, index) => first + index).flatMap((protocol) => {
      const name = PROTOCOL_NAMES.get(protocol) ?? `protocol ${protocol}`;
      return whole
        ? [name]
        : [...details.intervals()].map((interval) => `${name}/${describeDetails(protocol, interval)}`);
    });
  });
}

function describeDetails(protocol: number, [first, last]: readonly [number, number]): string {
  if (protocol !== ICMP) return first === last ? String(first) : `${first}-${last}`;
  const [from, to] = [Math.floor(first / CODES), Math.floor(last / CODES)];
  if (first % CODES === 0 && last % CODES === CODES - 1) return from === to ? String(from) : `${from}-${to}`;
  return `type ${from} code ${first % CODES}${first === last ? "" : ` to type ${to} code ${last % CODES}`}`;
}
