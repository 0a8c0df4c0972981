import fc from "fast-check";
import { IntervalSet } from "../../../src/analysis/sets/interval-set";
import { NO_PACKETS, packets, productsOf, type PacketSet } from "../../../src/analysis/sets/packet-set";
import { ServiceSet } from "../../../src/analysis/sets/service-set";

const SIZE = 4;
const TCP = 6;
const SERVICES = [ServiceSet.ports(TCP, 22), ServiceSet.ports(TCP, 443), ServiceSet.icmp(8), ServiceSet.parse("esp")];
const indexes = fc.subarray([0, 1, 2, 3]);
const numbers = indexes.map((chosen) => IntervalSet.union(chosen.map((number) => IntervalSet.of(number))));
const services = indexes.map((chosen) =>
  chosen.reduce((sum, index) => sum.union(SERVICES[index] ?? ServiceSet.EMPTY), ServiceSet.EMPTY),
);
const product = fc.tuple(numbers, numbers, services).map(([from, to, what]) => packets(from, to, what));
const set = fc.array(product, { maxLength: 4 }).map((sets) => sets.reduce((sum, each) => sum.union(each), NO_PACKETS));

/** Every packet of the small universe that a set has. */
function membersOf(given: PacketSet): Set<string> {
  const members = new Set<string>();
  for (const { sources, destinations, services: what } of productsOf(given)) {
    for (let from = 0; from < SIZE; from += 1) {
      for (let to = 0; to < SIZE; to += 1) {
        SERVICES.forEach((service, index) => {
          if (sources.has(from) && destinations.has(to) && !what.intersect(service).isEmpty)
            members.add(`${from} ${to} ${index}`);
        });
      }
    }
  }
  return members;
}

describe("packet sets", () => {
  it("agree with sets of single packets in union, intersection and difference", () => {
    fc.assert(
      fc.property(set, set, (left, right) => {
        const [a, b] = [membersOf(left), membersOf(right)];
        expect(membersOf(left.union(right))).toEqual(new Set([...a, ...b]));
        expect(membersOf(left.intersect(right))).toEqual(new Set([...a].filter((packet) => b.has(packet))));
        expect(membersOf(left.subtract(right))).toEqual(new Set([...a].filter((packet) => !b.has(packet))));
      }),
    );
  });

  it("have one form for the same packets, however they were put together", () => {
    fc.assert(
      fc.property(set, set, (left, right) => {
        expect(left.subtract(right).union(left.intersect(right)).equals(left)).toBe(true);
        expect(left.union(right).equals(right.union(left))).toBe(true);
        expect(left.subtract(left).equals(NO_PACKETS)).toBe(true);
      }),
    );
  });
});

describe("ServiceSet", () => {
  it.each(["any", "tcp", "tcp/443", "udp/8000-9000", "icmp", "icmp/8", "esp", "protocol 99"])("writes %s", (text) => {
    expect(ServiceSet.parse(text.replace("protocol ", "")).toString()).toBe(text);
  });

  it("is everything when nothing is taken away from it, and says what is left otherwise", () => {
    const allButSsh = ServiceSet.parse("tcp").subtract(ServiceSet.ports(TCP, 22));
    expect(allButSsh.toString()).toBe("tcp/0-21, tcp/23-65535");
    expect(ServiceSet.ANY.subtract(allButSsh).union(allButSsh).equals(ServiceSet.ANY)).toBe(true);
  });

  it.each(["http", "tcp/70000", "tcp-443", "300"])("refuses %j", (text) => {
    expect(() => ServiceSet.parse(text)).toThrow("expected any, tcp/443");
  });
});
