import { faultsWith } from "./city";

describe("a control plane", () => {
  it("has an odd number of servers", () => {
    expect(faultsWith({ "clusters[0].controlPlane.nodes": 4 })).toEqual([
      "clusters[0].controlPlane.nodes: got 4, expected an odd number such as 5: 4 servers survive no more failures than 3",
    ]);
  });

  it("has three servers in production", () => {
    expect(faultsWith({ "clusters[0].controlPlane.nodes": 1 })).toEqual([
      "clusters[0].controlPlane.nodes: got 1, expected at least 3 in production: fewer servers do not survive the loss of one",
    ]);
  });

  it("is spread over the availability zones that the cloud has", () => {
    expect(faultsWith({ "clouds.chutian.zones.medical.subnets[1].slots": { a: 4 } })).toEqual([
      "clouds.chutian.zones.medical.subnets[1].slots: got a control plane in one availability zone (a), expected 2: Chutian Cloud has more, add a slot for b",
    ]);
  });
});

describe("snapshots of etcd", () => {
  it("leave their cloud", () => {
    expect(faultsWith({ "clusters[0].etcdSnapshots.endpoint": "object-store-chutian" })).toEqual([
      "clusters[0].etcdSnapshots.endpoint: got object-store-chutian, which chutian itself hosts, expected an object store elsewhere: it would be lost with the cluster",
    ]);
  });

  it("go to an endpoint that exists", () => {
    expect(faultsWith({ "clusters[0].etcdSnapshots.endpoint": "object-store-tiany" })).toEqual([
      'clusters[0].etcdSnapshots.endpoint: got "object-store-tiany", expected the id of an external endpoint of kind object-store: one of object-store-chutian, object-store-tianyi; did you mean "object-store-tianyi"?',
    ]);
  });

  it("go to an object store", () => {
    expect(faultsWith({ "clusters[0].etcdSnapshots.endpoint": "registry" })).toEqual([
      "clusters[0].etcdSnapshots.endpoint: got registry of kind registry, expected an external endpoint of kind object-store: object-store-chutian, object-store-tianyi",
    ]);
  });

  it("go where the zone may reach", () => {
    expect(
      faultsWith({ "externalEndpoints[3].access.medical": undefined, "externalEndpoints[3].exchangePort": undefined }),
    ).toEqual([
      "clusters[0].etcdSnapshots.endpoint: got object-store-tianyi, expected an object store that zone medical may reach: its access names management, internet",
    ]);
  });

  it("go where the cloud may reach", () => {
    expect(faultsWith({ "externalEndpoints[3].clouds": ["tianyi"] })).toEqual([
      "clusters[0].etcdSnapshots.endpoint: got object-store-tianyi, expected an object store that chutian uses: its clouds are tianyi",
      "clusters[2].etcdSnapshots.endpoint: got object-store-tianyi, expected an object store that chutian uses: its clouds are tianyi",
    ]);
  });
});

describe("a cluster", () => {
  it("is managed only in ctyun", () => {
    expect(
      faultsWith({
        "clusters[0]": {
          id: "medical-chutian",
          kind: "ccse",
          zone: "medical",
          cloud: "chutian",
          apiAddress: 20,
          ingressAddress: 21,
          podCidr: "10.88.0.0/16",
          serviceCidr: "10.92.0.0/20",
          version: "1.31.6",
          machineImage: "image",
          pools: [{ id: "general", nodes: 1, flavor: "general.4c16g", cpu: 4, memoryGiB: 16 }],
        },
      }),
    ).toEqual([
      "clusters[0].kind: got ccse in chutian (openstack), expected rke2: only ctyun offers this managed Kubernetes",
    ]);
  });

  it("is the only one of its zone and cloud", () => {
    expect(
      faultsWith({
        "clusters[4]": {
          id: "medical-second",
          kind: "ccse",
          zone: "medical",
          cloud: "tianyi",
          apiAddress: 40,
          ingressAddress: 41,
          podCidr: "10.93.0.0/16",
          serviceCidr: "10.94.0.0/20",
          version: "1.31.6",
          machineImage: "image",
          pools: [{ id: "general", nodes: 1, flavor: "general.4c16g", cpu: 4, memoryGiB: 16 }],
        },
      }),
    ).toEqual([
      "clusters[4].zone: got a second cluster of zone medical in tianyi, expected one: medical-tianyi stands there",
    ]);
  });

  it("has no pool named like the control plane", () => {
    expect(faultsWith({ "clusters[0].pools[0].id": "control-plane" })).toEqual([
      'clusters[0].pools[0].id: got "control-plane", expected another name: the machines of the control plane have it',
    ]);
  });

  it("has no public address in medical", () => {
    expect(faultsWith({ "clusters[0].publicIngress": { bandwidthMbps: 10 } })).toEqual([
      "clusters[0].publicIngress: got a public address for cluster medical-chutian in zone medical, expected none: only zone internet is public",
    ]);
  });
});

describe("a retiring generation", () => {
  it("is older than the present one", () => {
    expect(
      faultsWith({ "clusters[0].controlPlane.generation": 3, "clusters[0].controlPlane.retiring": [2, 3, 4] }),
    ).toEqual([
      "clusters[0].controlPlane.retiring[1]: got 3, expected at most 2: generation 3 is the present one, and only those before it retire",
      "clusters[0].controlPlane.retiring[2]: got 4, expected at most 2: generation 3 is the present one, and only those before it retire",
    ]);
  });

  it("does not exist beside the first one", () => {
    expect(faultsWith({ "clusters[0].pools[1].retiring": [1] })).toEqual([
      "clusters[0].pools[1].retiring[0]: got 1, expected none: generation 1 is the present one, and only those before it retire",
    ]);
  });

  it("stands once", () => {
    expect(
      faultsWith({ "clouds.chutian.exchange.generation": 3, "clouds.chutian.exchange.retiring": [1, 2, 1] }),
    ).toEqual(["clouds.chutian.exchange.retiring[2]: got 1 a second time, expected each generation once"]);
  });

  it.each(["exchange", "management", "gateways"])("of %s follows the same rule", (group) => {
    expect(faultsWith({ [`clouds.tianyi.${group}.retiring`]: [2] })).toEqual([
      `clouds.tianyi.${group}.retiring[0]: got 2, expected none: generation 1 is the present one, and only those before it retire`,
    ]);
  });
});

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

describe("state", () => {
  it("is not local in production", () => {
    expect(faultsWith({ state: { backend: "local" } })).toEqual([
      "state.backend: got local in production, expected s3, pg or http: a local state has no lock between people",
    ]);
  });
});
