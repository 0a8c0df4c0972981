import fc from "fast-check";
import { Ipv4Address } from "../../../src/environment/values";

describe("an IPv4 address", () => {
  it("is read and printed in dotted-decimal form", () => {
    fc.assert(
      fc.property(fc.ipV4(), (text) => {
        expect(Ipv4Address.parse(text).toString()).toBe(text);
      }),
    );
  });

  it("has the number that its octets make", () => {
    expect(Ipv4Address.parse("10.0.1.2").toNumber()).toBe(10 * 2 ** 24 + 256 + 2);
    expect(Ipv4Address.parse("255.255.255.255").toNumber()).toBe(2 ** 32 - 1);
  });

  it("counts on across octets", () => {
    expect(Ipv4Address.parse("10.0.0.255").plus(1).toString()).toBe("10.0.1.0");
  });

  it("is ordered by number and not by text", () => {
    expect(Ipv4Address.parse("10.0.0.9").compare(Ipv4Address.parse("10.0.0.10"))).toBeLessThan(0);
    expect(Ipv4Address.parse("10.0.0.9").compare(Ipv4Address.parse("10.0.0.9"))).toBe(0);
  });

  it("refuses to count beyond the last address", () => {
    expect(() => Ipv4Address.parse("255.255.255.255").plus(1)).toThrow(
      "got 4294967296, expected the number of an IPv4 address: 0 to 4294967295",
    );
  });

  it.each([
    ["10.0.0", 'got "10.0.0", expected an IPv4 address such as 10.16.0.20'],
    ["10.0.0.256", 'got "10.0.0.256", expected an IPv4 address such as 10.16.0.20'],
    ["0x0a.0.0.1", 'got "0x0a.0.0.1", expected an IPv4 address such as 10.16.0.20'],
    ["10.0.0.01", 'got "10.0.0.01", expected an IPv4 address such as 10.16.0.20'],
    ["::1", `got "::1", expected an IPv4 address such as 10.16.0.20; the platform's networks are IPv4 only`],
  ])("refuses %s", (text, message) => {
    expect(() => Ipv4Address.parse(text)).toThrow(new Error(message));
  });
});
