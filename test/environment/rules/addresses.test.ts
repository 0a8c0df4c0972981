import { faultsWith } from "./city";

describe("overlapping blocks", () => {
  it("are refused between the zones of both clouds", () => {
    expect(faultsWith({ "clouds.tianyi.zones.medical.cidr": "10.28.128.0/17" })).toEqual([
      "clouds.tianyi.zones.medical.cidr: got 10.28.128.0/17 (zone medical of tianyi), expected a block that overlaps no other: it overlaps zone medical of chutian, 10.28.0.0/16, at city.yaml:40",
    ]);
  });

  it("are refused between the pods of two clusters", () => {
    expect(faultsWith({ "clusters[0].podCidr": "10.89.0.0/16" })).toEqual([
      "clusters[1].podCidr: got 10.89.0.0/16 (pods of medical-tianyi), expected a block that overlaps no other: it overlaps pods of medical-chutian, 10.89.0.0/16, at city.yaml:233",
    ]);
  });

  it("are refused between links", () => {
    expect(faultsWith({ "links[1].transferCidr": "10.255.0.24/30" })).toEqual([
      "links[1].transferCidr: got 10.255.0.24/30 (link link-radio), expected a block that overlaps no other: it overlaps link link-mobile, 10.255.0.24/30, at city.yaml:193",
    ]);
  });

  it("are refused between an office of operators and the services of a cluster", () => {
    expect(faultsWith({ "clouds.chutian.management.operators": ["10.92.0.0/24"] })).toEqual([
      "clusters[0].serviceCidr: got 10.92.0.0/20 (services of medical-chutian), expected a block that overlaps no other: it overlaps an office of operators, 10.92.0.0/24, at city.yaml:75",
    ]);
  });

  it("are refused between a zone and a supernet of the sites", () => {
    expect(
      faultsWith({ "clouds.chutian.zones.internet.cidr": "10.202.0.0/16", "links[0].ends": undefined, links: [] }),
    ).toEqual([
      "sites.supernets[2].cidr: got 10.202.0.0/16 (a supernet of the sites), expected a block that overlaps no other: it overlaps zone internet of chutian, 10.202.0.0/16, at city.yaml:47",
    ]);
  });
});

describe("a subnet", () => {
  it("lies inside its zone", () => {
    expect(faultsWith({ "clouds.chutian.zones.medical.subnets[2].slots": { a: 256, b: 17 } })).toEqual([
      "clouds.chutian.zones.medical.subnets[2].slots.a: got slot 256, expected at most 255: the zone's 10.28.0.0/16 has 256 slots of /24",
    ]);
  });

  it("starts at a multiple of its size", () => {
    expect(
      faultsWith({
        "clouds.chutian.zones.medical.subnets[2]": { role: "worker", prefixLength: 22, slots: { a: 16, b: 18 } },
      }),
    ).toEqual([
      "clouds.chutian.zones.medical.subnets[2].slots.b: got slot 18, expected a multiple of 4: a subnet of /22 spans 4 slots of /24",
    ]);
  });

  it("is no larger than its zone", () => {
    expect(
      faultsWith({
        "clouds.chutian.zones.internet.cidr": "10.29.0.0/23",
        "clouds.chutian.zones.internet.subnets": [
          { role: "load-balancer", slots: { a: 0 } },
          { role: "control-plane", prefixLength: 22, slots: { a: 0, b: 1 } },
          { role: "worker", slots: { a: 1 } },
          { role: "data", slots: {} },
        ],
      }),
    ).toEqual([
      "clouds.chutian.zones.internet.subnets[1].slots.a: got a subnet of /22, expected one that fits into its zone, 10.29.0.0/23",
      "clouds.chutian.zones.internet.subnets[1].slots.b: got a subnet of /22, expected one that fits into its zone, 10.29.0.0/23",
    ]);
  });

  it("overlaps no other", () => {
    expect(
      faultsWith({
        "clouds.chutian.zones.medical.subnets[2]": { role: "worker", prefixLength: 22, slots: { a: 4, b: 20 } },
      }),
    ).toEqual([
      "clouds.chutian.zones.medical.subnets[1].slots.a: got 10.28.4.0/24 (control-plane in a), expected a slot of its own: it overlaps 10.28.4.0/22 (worker in a)",
      "clouds.chutian.zones.medical.subnets[1].slots.b: got 10.28.5.0/24 (control-plane in b), expected a slot of its own: it overlaps 10.28.4.0/22 (worker in a)",
    ]);
  });

  it("names an availability zone of its cloud", () => {
    expect(
      faultsWith({ "clouds.chutian.zones.medical.subnets[2]": { role: "worker", slots: { a: 16, west: 20 } } }),
    ).toEqual([
      'clouds.chutian.zones.medical.subnets[2].slots.west: got "west", expected the id of an availability zone of this cloud: one of a, b',
    ]);
  });

  it("has a role that stands in its zone", () => {
    expect(faultsWith({ "clouds.chutian.zones.medical.subnets[2].role": "bastion" })).toEqual([
      "clouds.chutian.zones.medical.subnets: got no subnet for role worker, expected one: add - { role: worker, slots: { … } }",
      "clouds.chutian.zones.medical.subnets[2].role: got role bastion in zone medical, expected one of load-balancer, control-plane, worker, data",
    ]);
  });

  it("is the only entry of its role", () => {
    expect(faultsWith({ "clouds.chutian.zones.medical.subnets[3].role": "worker" })).toEqual([
      "clouds.chutian.zones.medical.subnets: got no subnet for role data, expected one: add - { role: data, slots: { … } }",
      "clouds.chutian.zones.medical.subnets[3].role: got role worker a second time, expected each role once: name all its slots in one entry",
    ]);
  });
});

describe("a pinned address", () => {
  it("lies below those that OpenStack allots", () => {
    expect(faultsWith({ "clusters[0].apiAddress": 120 })).toEqual([
      "clusters[0].apiAddress: got host 120 for the API of medical-chutian, expected 10 to 99 in 10.28.0.0/24: from host 100 on the cloud allots addresses itself",
    ]);
  });

  it("lies inside its subnet in ctyun", () => {
    expect(faultsWith({ "clusters[1].apiAddress": 255 })).toEqual([
      "clusters[1].apiAddress: got host 255 for the API of medical-tianyi, expected 10 to 254 in 10.44.0.0/24: the block ends there",
    ]);
  });

  it("is taken once", () => {
    expect(faultsWith({ "clusters[0].ingressAddress": 20 })).toEqual([
      "clusters[0].ingressAddress: got host 20 for the ingress of medical-chutian, expected a free one: the API of medical-chutian has it in the load-balancer subnet of zone medical",
    ]);
  });

  it("leaves room for the addresses of the gateways that share it", () => {
    const machines = { "clouds.chutian.gateways.kind": "machines" };
    expect(faultsWith({ ...machines, "clouds.chutian.gateways.virtualAddress": 97 })).toEqual([]);
    expect(faultsWith({ ...machines, "clouds.chutian.gateways.virtualAddress": 98 })).toEqual([
      "clouds.chutian.gateways.virtualAddress: got host 98 for the gateways, expected 10 to 97 in 10.30.8.0/24: the 2 machines have the host numbers after it, and from host 100 on the cloud allots addresses itself",
    ]);
  });

  it("is not that of an endpoint", () => {
    expect(faultsWith({ "clouds.tianyi.crossings[0].endpoint": 20 })).toEqual([
      "clusters[1].apiAddress: got host 20 for the API of medical-tianyi, expected a free one: the endpoint of exchange has it in the load-balancer subnet of zone medical",
    ]);
  });
});

describe("a subnet's room", () => {
  it("suffices for the machines of each availability zone", () => {
    expect(faultsWith({ "clusters[0].podCidr": "10.96.0.0/14", "clusters[0].pools[0].nodes": 400 })).toEqual([
      "clouds.chutian.zones.medical.subnets[2].slots.a: got 10.28.16.0/24, which has room for 155 machines, expected room for 200: set a smaller prefixLength for role worker",
      "clouds.chutian.zones.medical.subnets[2].slots.b: got 10.28.17.0/24, which has room for 155 machines, expected room for 200: set a smaller prefixLength for role worker",
    ]);
  });

  it("suffices for retiring generations as well", () => {
    expect(
      faultsWith({
        "clusters[0].podCidr": "10.96.0.0/14",
        "clusters[0].pools[0].nodes": 120,
        "clusters[0].pools[0].generation": 3,
        "clusters[0].pools[0].retiring": [1, 2],
      }),
    ).toEqual([
      "clouds.chutian.zones.medical.subnets[2].slots.a: got 10.28.16.0/24, which has room for 155 machines, expected room for 180: set a smaller prefixLength for role worker",
      "clouds.chutian.zones.medical.subnets[2].slots.b: got 10.28.17.0/24, which has room for 155 machines, expected room for 180: set a smaller prefixLength for role worker",
    ]);
  });
});

describe("a pod range", () => {
  it("holds a block for every node", () => {
    expect(faultsWith({ "clusters[0].podCidr": "10.88.0.0/22" })).toEqual([
      "clusters[0].podCidr: got 10.88.0.0/22, which holds 4 nodes with a /24 each, expected room for 8 nodes: set a larger block or a greater nodePodPrefixLength",
    ]);
  });
});

describe("a next hop in OpenStack", () => {
  it("of a line is an address kept for routers", () => {
    expect(faultsWith({ "clouds.chutian.lines[0].nextHop": "10.28.0.30" })).toEqual([
      "clouds.chutian.lines[0].nextHop: got 10.28.0.30, expected an address of a subnet of zone medical in chutian, with a host number from 2 to 9 such as 10.28.0.2 to 10.28.0.9: those are kept for routers",
    ]);
  });

  it("of a link lies in the zone it carries", () => {
    expect(faultsWith({ "links[0].ends.chutian[0].nextHop": "10.29.0.8" })).toEqual([
      "links[0].ends.chutian[0].nextHop: got 10.29.0.8, expected an address of a subnet of zone medical in chutian, with a host number from 2 to 9 such as 10.28.0.2 to 10.28.0.9: those are kept for routers",
    ]);
  });
});
