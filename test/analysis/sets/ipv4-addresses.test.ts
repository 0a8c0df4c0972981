import { addressRange, addressesOf, ANY_ADDRESS, formatAddresses } from "../../../src/analysis/sets/ipv4-addresses";

describe("addressesOf", () => {
  it("reads blocks and single addresses", () => {
    expect([...addressesOf("10.26.4.0/24").intervals()]).toEqual([[169_477_120, 169_477_375]]);
    expect(addressesOf("0.0.0.0/0").equals(ANY_ADDRESS)).toBe(true);
    expect(addressesOf("255.255.255.255").equals(addressesOf("255.255.255.255/32"))).toBe(true);
  });

  it("takes the whole block of an address behind which a prefix stands", () => {
    expect(addressesOf("10.26.4.77/24").equals(addressesOf("10.26.4.0/24"))).toBe(true);
  });

  it.each(["10.0.0", "10.0.0.256", "10.0.0.0/33", "fd00::/8", ""])("refuses %j", (text) => {
    expect(() => addressesOf(text)).toThrow("expected an IPv4 address or a block such as 10.0.0.0/8");
  });
});

describe("formatAddresses", () => {
  it("writes blocks where they are some, else ranges", () => {
    const addresses = addressesOf("10.0.0.0/8")
      .union(addressRange("192.0.2.5", "192.0.2.9"))
      .union(addressesOf("198.51.100.1"));
    expect(formatAddresses(addresses)).toBe("10.0.0.0/8, 192.0.2.5-192.0.2.9, 198.51.100.1");
    expect(formatAddresses(ANY_ADDRESS)).toBe("any address");
  });
});
