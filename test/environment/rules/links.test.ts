import { faultsWith } from "./city";

describe("lines", () => {
  it("of a zone have different carriers", () => {
    expect(faultsWith({ "clouds.chutian.lines[1].carrier": "China Telecom" })).toEqual([
      "clouds.chutian.lines[1].carrier: got China Telecom as the only carrier of zone medical of chutian (medical-telecom, medical-unicom), expected two carriers: one failure takes all of its lines",
    ]);
  });

  it("of a zone are never single", () => {
    expect(faultsWith({ "clouds.chutian.lines[1]": undefined })).toEqual([
      "clouds.chutian.lines[0]: got medical-telecom alone for zone medical of chutian, expected two by different carriers: nothing may be single",
    ]);
  });
});

describe("links between the clouds", () => {
  it("of a zone are never single", () => {
    expect(
      faultsWith({
        "links[1].ends": {
          chutian: [
            { zone: "medical", nextHop: "10.28.0.9" },
            { zone: "exchange", nextHop: "10.30.0.9" },
          ],
          tianyi: [
            { zone: "medical", nextHop: "line-1" },
            { zone: "exchange", nextHop: "line-2" },
          ],
        },
      }),
    ).toEqual([
      "links[0]: got link-mobile alone for zone management between the clouds, expected two by different carriers: nothing may be single",
    ]);
  });

  it("of a zone have different carriers", () => {
    expect(
      faultsWith({
        "links[0].ends": {
          chutian: [{ zone: "medical", nextHop: "10.28.0.8" }],
          tianyi: [{ zone: "medical", nextHop: "line-1" }],
        },
        "links[1].ends": {
          chutian: [{ zone: "medical", nextHop: "10.28.0.9" }],
          tianyi: [{ zone: "medical", nextHop: "line-2" }],
        },
        "links[1].carrier": "China Mobile",
      }),
    ).toEqual([
      "links[1].carrier: got China Mobile as the only carrier of zone medical between the clouds (link-mobile, link-radio), expected two carriers: one failure takes all of its lines",
    ]);
  });

  it("end in the same zones of both clouds", () => {
    expect(faultsWith({ "links[1].ends.tianyi[2]": undefined })).toEqual([
      "links[1].ends.tianyi: got no end in zone management of tianyi, expected one: the link carries that zone in the other cloud",
    ]);
  });

  it("end in two clouds", () => {
    expect(faultsWith({ "links[1].ends.tianyi": undefined })).toEqual([
      "links[1].ends: got an end in chutian, expected ends in two clouds",
    ]);
  });

  it("exist where a flow needs the other cloud", () => {
    expect(faultsWith({ "services[2].share": { tianyi: 100 }, links: [] })).toEqual([
      "services[1].flows[0].to: got service appointment-pool, which does not run in chutian where appointment-booking does, expected a link that carries zone exchange between the clouds, or a share there",
    ]);
  });
});

describe("a flow to a service of its zone that runs only in the other cloud", () => {
  const onlyInTianyi = { "services[0].share": { tianyi: 100 } };
  /** The links of the city, which carry zone internet as well. */
  const internetLinks = {
    "links[0].ends.chutian[3]": { zone: "internet", nextHop: "10.29.0.8" },
    "links[0].ends.tianyi[3]": { zone: "internet", nextHop: "dcg-city-internet-mobile" },
    "links[1].ends.chutian[3]": { zone: "internet", nextHop: "10.29.0.9" },
    "links[1].ends.tianyi[3]": { zone: "internet", nextHop: "dcg-city-internet-radio" },
  };

  it("enters by the gateway there, to whomever else the service is exposed", () => {
    expect(faultsWith({ ...onlyInTianyi, ...internetLinks })).toEqual([]);
  });

  it("needs the service to be exposed", () => {
    expect(
      faultsWith({
        ...onlyInTianyi,
        ...internetLinks,
        "services[0].expose": undefined,
        "services[2].flows": [],
      }),
    ).toEqual([
      "services[1].flows[1].to: got service message-notification, which runs only in tianyi and is not exposed, expected one with expose: the other cloud enters through its gateway",
    ]);
  });

  it("needs the port that is exposed", () => {
    expect(
      faultsWith({
        ...onlyInTianyi,
        ...internetLinks,
        "services[0].ports[1]": { name: "reports", port: 8081 },
        "services[1].flows[1].port": "reports",
      }),
    ).toEqual([
      "services[1].flows[1].port: got reports, expected http: service message-notification runs only in tianyi, whose gateway leads to that port",
    ]);
  });

  it("needs a link that carries the zone", () => {
    expect(faultsWith(onlyInTianyi)).toEqual([
      "services[1].flows[1].to: got service message-notification, which does not run in chutian where appointment-booking does, expected a link that carries zone internet between the clouds, or a share there",
    ]);
  });

  it("opens inside the cluster where both run", () => {
    expect(faultsWith({ "services[0].expose": undefined, "services[2].flows": [] })).toEqual([]);
  });
});

/** A third link, by IPsec: the others carry the zones that it does not. */
const IPSEC_LINK = {
  "links[2]": { id: "link-ipsec", kind: "ipsec", carrier: "China Telecom", transferCidr: "10.255.0.32/30" },
};

describe("a link by IPsec", () => {
  it("is told where the gateways of every cloud answer", () => {
    expect(faultsWith(IPSEC_LINK)).toEqual([
      "clouds.chutian.gateways: missing publicAddresses, expected that of its VPN service: the other clouds' gateways call chutian there by ipsec (link-ipsec)",
      "clouds.tianyi.gateways: missing publicAddresses, expected one for each of its 2 gateways: the other clouds' gateways call tianyi there by ipsec (link-ipsec)",
    ]);
  });

  it("joins gateways that have public addresses", () => {
    expect(
      faultsWith({
        ...IPSEC_LINK,
        "clouds.chutian.gateways.publicAddresses": ["198.51.100.7"],
        "clouds.tianyi.gateways.publicAddresses": ["198.51.100.8", "198.51.100.9"],
      }),
    ).toEqual([]);
  });
});

describe("gateways", () => {
  it("are machines in ctyun", () => {
    expect(faultsWith({ "clouds.tianyi.gateways.kind": "vpnaas" })).toEqual([
      "clouds.tianyi.gateways.kind: got vpnaas in ctyun, expected machines: its provider has no VPN as a service",
    ]);
  });

  it("have no virtual address in ctyun", () => {
    expect(faultsWith({ "clouds.tianyi.gateways.virtualAddress": 50 })).toEqual([
      "clouds.tianyi.gateways.virtualAddress: got a virtual address in ctyun, expected none: no address moves there, so active says which gateway the routes lead to",
    ]);
  });

  it("have no virtual address without machines", () => {
    expect(faultsWith({ "clouds.chutian.gateways.virtualAddress": 50 })).toEqual([
      "clouds.chutian.gateways.virtualAddress: got a virtual address with kind vpnaas, expected none: there are no machines to share it",
    ]);
  });

  it("have a public address each, or none is given", () => {
    expect(faultsWith({ "clouds.tianyi.gateways.publicAddresses": ["198.51.100.7"] })).toEqual([
      "clouds.tianyi.gateways.publicAddresses: got public addresses for 1 of 2 gateways, expected one for each, or none",
    ]);
  });

  it("have one public address where a VPN service stands for them", () => {
    expect(faultsWith({ "clouds.chutian.gateways.publicAddresses": ["198.51.100.7", "198.51.100.8"] })).toEqual([
      "clouds.chutian.gateways.publicAddresses: got 2 public addresses with kind vpnaas, expected one at most: the service answers at that of the zone's router",
    ]);
  });

  it("are no more than a pair", () => {
    expect(faultsWith({ "clouds.tianyi.gateways.machines": 3 })).toEqual([
      "clouds.tianyi.gateways.machines: got 3, expected 2: gateways are a pair, of which active names the first or the second",
    ]);
  });

  it("change over by active in ctyun", () => {
    expect(faultsWith({ "clouds.tianyi.gateways.active": "second" })).toEqual([]);
  });

  it("do not change over by active where a virtual address moves", () => {
    expect(
      faultsWith({
        "clouds.chutian.gateways.kind": "machines",
        "clouds.chutian.gateways.virtualAddress": 50,
        "clouds.chutian.gateways.active": "second",
      }),
    ).toEqual([
      "clouds.chutian.gateways.active: got second, expected no active: the gateways move their virtual address by themselves, and the routes lead there",
    ]);
  });

  it("do not change over by active without machines", () => {
    expect(faultsWith({ "clouds.chutian.gateways.active": "second" })).toEqual([
      "clouds.chutian.gateways.active: got second, expected no active: with kind vpnaas there are no machines to choose from",
    ]);
  });

  it("are never single", () => {
    expect(faultsWith({ "clouds.chutian.gateways.machines": 1 })).toEqual([
      "clouds.chutian.gateways.machines: got 1, expected 2 to 4 machines: nothing here may be single",
    ]);
  });
});

describe("crossings in ctyun", () => {
  it("are written down where flows need them", () => {
    expect(faultsWith({ "clouds.tianyi.crossings[0]": undefined })).toEqual([
      "clouds.tianyi.crossings: got no crossing from medical to exchange, expected one: add - { from: medical, loadBalancer: exchange, endpoint: <host number> }",
    ]);
  });

  it("join no zones that may not meet", () => {
    expect(
      faultsWith({ "clouds.tianyi.crossings[6]": { from: "internet", loadBalancer: "medical-ingress", endpoint: 40 } }),
    ).toEqual([
      "clouds.tianyi.crossings[6]: got a crossing from internet to medical-ingress, expected one of medical to exchange, exchange to medical-ingress, management to medical-api, internet to exchange, exchange to internet-ingress, management to internet-api",
    ]);
  });

  it("say how they cross", () => {
    expect(faultsWith({ "clouds.tianyi.crossings[0].endpoint": undefined })).toEqual([
      "clouds.tianyi.crossings[0]: got neither endpoint nor peering, expected one of them",
    ]);
  });

  it("cross in one way", () => {
    expect(faultsWith({ "clouds.tianyi.crossings[0].peering": "pc-1" })).toEqual([
      "clouds.tianyi.crossings[0]: got both endpoint and peering, expected one of them",
    ]);
  });

  it("stand once", () => {
    expect(
      faultsWith({ "clouds.tianyi.crossings[6]": { from: "medical", loadBalancer: "exchange", endpoint: 44 } }),
    ).toEqual([
      "clouds.tianyi.crossings[6]: got a crossing from medical to exchange a second time, expected each once",
    ]);
  });
});
