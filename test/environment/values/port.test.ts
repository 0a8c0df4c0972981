import fc from "fast-check";
import { Port } from "../../../src/environment/values";

const number = fc.integer({ min: 1, max: 65535 });
const anyPort = fc.oneof(
  number.map((port) => Port.tcp(port)),
  number.map((port) => Port.udp(port)),
  fc.tuple(number, number).map(([one, other]) => Port.tcpRange(Math.min(one, other), Math.max(one, other))),
  fc.tuple(number, number).map(([one, other]) => Port.udpRange(Math.min(one, other), Math.max(one, other))),
  fc.integer({ min: 0, max: 255 }).map((type) => Port.icmpType(type)),
  fc.constantFrom(Port.icmp(), Port.esp(), Port.vrrp()),
);

describe("a port", () => {
  it("is read as it is printed", () => {
    fc.assert(
      fc.property(anyPort, (port) => {
        expect(Port.parse(port.toString()).equals(port)).toBe(true);
        expect(Port.parse(port.toString()).toString()).toBe(port.toString());
      }),
    );
  });

  it.each([
    [Port.tcp(443), "tcp/443"],
    [Port.udpRange(8000, 9000), "udp/8000-9000"],
    [Port.tcpRange(80, 80), "tcp/80"],
    [Port.icmp(), "icmp"],
    [Port.icmpType(8), "icmp/8"],
    [Port.esp(), "esp"],
    [Port.vrrp(), "vrrp"],
  ])("prints as $1", (port, text) => {
    expect(port.toString()).toBe(text);
  });

  it("is of TCP when only a number is given", () => {
    expect(Port.parse("443").equals(Port.tcp(443))).toBe(true);
    expect(Port.parse("443").equals(Port.udp(443))).toBe(false);
  });

  const unreadable = "expected tcp/443, udp/8000-9000, icmp, or a number from 1 to 65535 for tcp";
  it.each([
    ["tcp/0", "got 0, expected a tcp port from 1 to 65535"],
    ["udp/65536", "got 65536, expected a udp port from 1 to 65535"],
    ["tcp/9000-8000", 'got "9000-8000", expected the lower port first; did you mean 8000-9000?'],
    ["icmp/256", "got 256, expected an ICMP type from 0 to 255"],
    ["icmp/1-2", `got "icmp/1-2", ${unreadable}`],
    ["tcp", `got "tcp", ${unreadable}`],
    ["esp/50", `got "esp/50", ${unreadable}`],
    ["sctp/80", `got "sctp/80", ${unreadable}`],
    ["https", `got "https", ${unreadable}`],
    ["", `got "", ${unreadable}`],
  ])("refuses %s", (text, message) => {
    expect(() => Port.parse(text)).toThrow(new Error(message));
  });
});
