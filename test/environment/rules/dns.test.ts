import { faultsWith } from "./city";

const zone = { id: "6f2c1f0e-5a1d-4b43-9a3e-0f5f7c1e2b11", name: "city.example" };
const otherZone = { ...zone, id: "0d0c64a5-95ac-4f4a-a7c4-51a3ed8c52f4" };
const designate = { cloud: "chutian", zones: { public: zone } };
const withDesignate = (changes: object, features = true) =>
  faultsWith({
    ...(features && { "clouds.chutian.features": { designate: true } }),
    "dns.designate": { ...designate, ...changes },
  });

describe("zones of Designate", () => {
  it("get records where the cloud offers it", () => {
    expect(withDesignate({})).toEqual([]);
    expect(withDesignate({ zones: { public: { ...zone, name: "example.com" } } })).toEqual([
      "dns.designate.zones.public.name: got example.com, which cannot hold booking.city.example, expected city.example or a zone above it",
    ]);
  });

  it("belong to an OpenStack cloud with Designate", () => {
    expect(withDesignate({}, false)).toEqual([
      "dns.designate.cloud: got chutian without Designate, expected a cloud with features.designate: true; set it there if the cloud offers it",
    ]);
    expect(withDesignate({ cloud: "tianyi" })).toEqual([
      "dns.designate.cloud: got tianyi (ctyun), expected a cloud of provider openstack: only that has Designate",
    ]);
    expect(withDesignate({ cloud: "chutain" })).toEqual([
      'dns.designate.cloud: got "chutain", expected the name of a cloud: one of chutian, tianyi; did you mean "chutian"?',
    ]);
  });

  it("are for a view that exists and in which something is served", () => {
    expect(withDesignate({ zones: {} })).toEqual([
      "dns.designate.zones: got no zone, expected one for public, sites-line, sites-ipsec, operators, or no designate at all",
    ]);
    expect(withDesignate({ zones: { operators: zone } })).toEqual([
      "dns.designate.zones.operators: got zone city.example for view operators, expected none: nothing is served to it",
    ]);
    expect(withDesignate({ zones: { internal: zone } })).toEqual([
      "dns.designate.zones.internal: unknown key, allowed: public, sites-line, sites-ipsec, operators",
    ]);
  });

  it("are one for each view", () => {
    expect(withDesignate({ zones: { "sites-line": zone, "sites-ipsec": otherZone } })).toEqual([]);
    expect(withDesignate({ zones: { "sites-line": zone, "sites-ipsec": zone } })).toEqual([
      "dns.designate.zones.sites-ipsec.id: got the zone of view sites-line, expected another: a name has other addresses in each view",
    ]);
  });
});

describe("a host name", () => {
  it("has an address: the public one of a gateway", () => {
    const clusters = [2, 3].map((index) => `clusters[${index}].publicIngress`);
    expect(faultsWith(Object.fromEntries(clusters.map((path) => [path, undefined])))).toEqual([
      "services[1].expose.to[0]: got public for booking.city.example, which would have no address, expected publicIngress on a cluster of kind rke2 in zone internet of chutian, tianyi",
    ]);
  });

  it("is served by the same clouds under all of its paths", () => {
    expect(
      faultsWith({
        "services[3].expose.host": "pool.city.example",
        "services[3].expose.path": "/settlement",
        "services[3].share": { chutian: 100 },
      }),
    ).toEqual([
      "services[3].expose.host: got pool.city.example for service insurance-settlement, which gateways of chutian serve, expected the clouds of service appointment-pool on the same host (chutian and tianyi): DNS leads whoever asks to any of them",
    ]);
  });
});
