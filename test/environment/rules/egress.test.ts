import { faultsWith } from "./city";

/** Lines that lead to everything outside that a zone of the city reaches by its egress. */
const linesOutside = (zone: string, nextHops: readonly [string, string]) => ({
  "clouds.chutian.lines[4]": {
    id: `${zone}-telecom`,
    zone,
    carrier: "China Telecom",
    nextHop: nextHops[0],
    destinations: ["198.51.100.128/28"],
  },
  "clouds.chutian.lines[5]": {
    id: `${zone}-unicom`,
    zone,
    carrier: "China Unicom",
    nextHop: nextHops[1],
    destinations: ["198.51.100.128/28"],
  },
});

describe("a zone of OpenStack", () => {
  const exchangeWithoutEgress = {
    ...linesOutside("exchange", ["10.30.0.6", "10.30.0.7"]),
    "clouds.chutian.zones.exchange.egress": undefined,
  };

  it("has egress where its router carries the VPN service", () => {
    expect(faultsWith(exchangeWithoutEgress)).toEqual([
      "clouds.chutian.zones.exchange: missing egress, expected it in zone exchange: OpenStack leads its VPN service through the zone's router, which has a way outside with egress alone",
    ]);
  });

  it("has egress where its gateways have public addresses", () => {
    expect(faultsWith({ ...exchangeWithoutEgress, "clouds.chutian.gateways.kind": "machines" })).toEqual([
      "clouds.chutian.zones.exchange: missing egress, expected it in zone exchange: OpenStack leads the public addresses of the gateways through the zone's router, which has a way outside with egress alone",
    ]);
  });

  it("has egress where its cluster is public", () => {
    expect(
      faultsWith({
        ...linesOutside("internet", ["10.29.0.6", "10.29.0.7"]),
        "clouds.chutian.zones.internet.egress": undefined,
      }),
    ).toEqual([
      "clouds.chutian.zones.internet: missing egress, expected it in zone internet: OpenStack leads the public address of cluster internet-chutian through the zone's router, which has a way outside with egress alone",
    ]);
  });

  it("needs no egress where nothing in it is public", () => {
    expect(
      faultsWith({
        ...linesOutside("internet", ["10.29.0.6", "10.29.0.7"]),
        "clouds.chutian.zones.internet.egress": undefined,
        "clusters[2].publicIngress": undefined,
      }),
    ).toEqual([]);
  });
});

describe("a zone", () => {
  it("medical has no egress", () => {
    expect(faultsWith({ "clouds.tianyi.zones.medical.egress": { bandwidthMbps: 10 } })).toEqual([
      "clouds.tianyi.zones.medical.egress: got egress in zone medical, expected none: what it needs from outside is an external endpoint, reached through exchange or by line",
    ]);
  });
});
