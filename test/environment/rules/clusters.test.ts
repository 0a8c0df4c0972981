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
          pools: [{ id: "general", nodes: 2, flavor: "general.8c32g", cpu: 8, memoryGiB: 32 }],
        },
      }),
    ).toEqual([
      "clusters[0].kind: got ccse in chutian (openstack), expected rke2: only ctyun offers this managed Kubernetes",
      "clusters[0].version: got Kubernetes 1.31.6, expected 1.33 to 1.36 for Envoy Gateway, which leads to the services that are exposed there (appointment-pool, insurance-settlement): choose kind rke2, or give them no share in chutian",
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
          pools: [{ id: "general", nodes: 2, flavor: "general.8c32g", cpu: 8, memoryGiB: 32 }],
        },
      }),
    ).toEqual([
      "clusters[4].zone: got a second cluster of zone medical in tianyi, expected one: medical-tianyi stands there",
      "clusters[4].version: got Kubernetes 1.31.6, expected 1.33 to 1.36 for Envoy Gateway, which leads to the services that are exposed there (appointment-pool, insurance-settlement): choose kind rke2, or give them no share in tianyi",
    ]);
  });

  it("has no pool named like the control plane", () => {
    expect(faultsWith({ "clusters[0].pools[0].id": "control-plane" })).toEqual([
      'clusters[0].pools[0].id: got "control-plane", expected another name: the machines of the control plane have it',
    ]);
  });

  it("stands in medical or internet, so that nothing in management is public", () => {
    expect(faultsWith({ "clusters[2].zone": "management" })).toEqual([
      'clusters[2].zone: got "management", expected one of medical, internet',
    ]);
  });

  it("has no public address in medical", () => {
    expect(faultsWith({ "clusters[0].publicIngress": { bandwidthMbps: 10 } })).toEqual([
      "clusters[0].publicIngress: got a public address for cluster medical-chutian in zone medical, expected none: only zone internet is public",
    ]);
  });
});

describe("the version of a cluster", () => {
  const MANAGED = {
    kind: "ccse",
    apiAddress: 20,
    ingressAddress: 21,
    version: "1.31.6",
    machineImage: "image",
    pools: [{ id: "general", nodes: 2, flavor: "general.8c32g", cpu: 8, memoryGiB: 32 }],
  };
  const managedMedical = {
    "clusters[1]": {
      ...MANAGED,
      id: "medical-tianyi",
      zone: "medical",
      cloud: "tianyi",
      podCidr: "10.89.0.0/16",
      serviceCidr: "10.92.16.0/20",
    },
  };

  it("lets the gateway run that leads to exposed services, which the cloud's own Kubernetes is too old for", () => {
    expect(faultsWith(managedMedical)).toEqual([
      "clusters[1].version: got Kubernetes 1.31.6, expected 1.33 to 1.36 for Envoy Gateway, which leads to the services that are exposed there (appointment-pool, insurance-settlement): choose kind rke2, or give them no share in tianyi",
    ]);
  });

  it("lets the gateway run on machines too", () => {
    expect(faultsWith({ "clusters[2].version": "v1.37.0+rke2r1" })).toEqual([
      "clusters[2].version: got Kubernetes v1.37.0+rke2r1, expected 1.33 to 1.36 for Envoy Gateway, which leads to the services that are exposed there (message-notification, appointment-booking): choose such a version, or give them no share in chutian",
    ]);
  });

  it("enforces the operating standard for vendors", () => {
    expect(
      faultsWith({
        "clusters[1]": { ...managedMedical["clusters[1]"], version: "1.29.3" },
        "services[2].share": { chutian: 100 },
        "services[3].share": { chutian: 100 },
      }),
    ).toEqual([
      "clusters[1].version: got Kubernetes 1.29.3, expected 1.30 or later, which enforces the operating standard",
    ]);
  });

  it("is free where no exposed service has a share", () => {
    expect(
      faultsWith({
        ...managedMedical,
        "services[2].share": { chutian: 100 },
        "services[3].share": { chutian: 100 },
      }),
    ).toEqual([]);
  });
});

describe("state", () => {
  it("is not local in production", () => {
    expect(faultsWith({ state: { backend: "local" } })).toEqual([
      "state.backend: got local in production, expected s3, pg or http: a local state has no lock between people",
    ]);
  });
});

describe("the pools of a cluster", () => {
  it("have room for its services when an availability zone is lost", () => {
    expect(faultsWith({ "clusters[2].pools[0].nodes": 1 })).toEqual([
      "clusters[2].pools[0].nodes: got 1 node for the services of internet-chutian, of which 0 with 0 cores are left when availability zone a is lost, expected at least the 1.5 cores that the services request there: add nodes, or choose a larger flavor",
      "clusters[2].pools[0].nodes: got 1 node for the services of internet-chutian, of which 0 with 0 GiB are left when availability zone a is lost, expected at least the 3 GiB that the services request there: add nodes, or choose a larger flavor",
    ]);
  });

  it("have room when a machine is lost, where the cloud has one availability zone", () => {
    expect(faultsWith({ "clusters[3].pools[0].cpu": 1 })).toEqual([
      "clusters[3].pools[0].nodes: got 2 nodes for the services of internet-tianyi, of which 1 with 0.675 cores are left when a machine of pool general is lost, expected at least the 1.5 cores that the services request there: add nodes, or choose a larger flavor",
    ]);
  });

  it("lose the availability zone with the most nodes", () => {
    expect(faultsWith({ "clusters[2].pools[0].nodes": 3, "clusters[2].pools[0].memoryGiB": 4 })).toEqual([
      "clusters[2].pools[0].nodes: got 3 nodes for the services of internet-chutian, of which 1 with 2.71 GiB are left when availability zone a is lost, expected at least the 3 GiB that the services request there: add nodes, or choose a larger flavor",
    ]);
  });

  it("are not counted where a taint keeps services away", () => {
    expect(
      faultsWith({
        "clusters[2].pools[0].nodes": 1,
        "clusters[2].pools[1].taints": [],
      }),
    ).toEqual([]);
  });

  it("may be as small as they like in development", () => {
    expect(faultsWith({ stage: "development", "clusters[2].pools[0].nodes": 1 })).toEqual([]);
  });
});

describe("an upgrade of a cluster", () => {
  const released = (version: string) => ({ versions: { "medical-chutian": version } });

  it("goes to the next minor version", () => {
    expect(faultsWith({ "clusters[0].version": "v1.36.1+rke2r1" }, released("v1.35.7+rke2r1"))).toEqual([]);
    expect(faultsWith({ "clusters[0].version": "v1.35.9+rke2r2" }, released("v1.35.7+rke2r1"))).toEqual([]);
  });

  it("skips no minor version", () => {
    expect(faultsWith({ "clusters[0].version": "v1.36.1+rke2r1" }, released("v1.34.2+rke2r1"))).toEqual([
      "clusters[0].version: got v1.36.1+rke2r1, expected 1.34 or 1.35: the last release runs v1.34.2+rke2r1, and an upgrade must not skip a minor version",
    ]);
  });

  it("does not go back", () => {
    expect(faultsWith({ "clusters[0].version": "v1.34.2+rke2r1" }, released("v1.35.7+rke2r1"))).toEqual([
      "clusters[0].version: got v1.34.2+rke2r1, expected 1.35 or 1.36: the last release runs v1.35.7+rke2r1, and Kubernetes has no way back",
    ]);
  });

  it("is free for a cluster that the last release did not have", () => {
    expect(faultsWith({}, { versions: { other: "v1.30.1+rke2r1" } })).toEqual([]);
  });
});
