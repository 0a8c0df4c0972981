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
          pools: [{ id: "general", nodes: 1, flavor: "general.4c16g", cpu: 4, memoryGiB: 16 }],
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
    pools: [{ id: "general", nodes: 1, flavor: "general.4c16g", cpu: 4, memoryGiB: 16 }],
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
