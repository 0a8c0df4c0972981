import { faultsWith, linesWith } from "./city";

describe("a service", () => {
  it("has an owner, requests and probes", () => {
    expect(
      faultsWith({
        "services[1].owner": undefined,
        "services[1].requests": undefined,
        "services[1].probes": undefined,
      }),
    ).toEqual([
      "services[1].owner: missing, expected an e-mail address such as team@health.example",
      "services[1].probes: missing, expected a mapping",
      "services[1].requests: missing, expected a mapping",
    ]);
  });

  it.each([0, 65536])("listens on a port from 1 to 65535, and not on %d", (port) => {
    expect(faultsWith({ "services[1].ports[0].port": port })).toEqual([
      `services[1].ports[0].port: got ${port}, expected a whole number from 1 to 65535`,
    ]);
  });

  it("belongs to a vendor that exists", () => {
    expect(faultsWith({ "services[1].vendor": "vendr-02" })).toEqual([
      'services[1].vendor: got "vendr-02", expected the id of a vendor: one of vendor-01, vendor-02, vendor-03; did you mean "vendor-02"?',
    ]);
  });

  it("is probed on one of its ports", () => {
    expect(
      faultsWith({
        "services[1].probes": { readiness: { port: "web" }, liveness: { port: "http" }, startup: { port: "htp" } },
      }),
    ).toEqual([
      'services[1].probes.readiness.port: got "web", expected the name of a port of this service: one of http',
      'services[1].probes.startup.port: got "htp", expected the name of a port of this service: one of http; did you mean "http"?',
    ]);
  });

  it("is exposed on one of its ports", () => {
    expect(faultsWith({ "services[1].expose.port": "web" })).toEqual([
      'services[1].expose.port: got "web", expected the name of a port of this service: one of http',
    ]);
  });

  it("is limited to no less than it requests", () => {
    expect(faultsWith({ "services[1].limits": { cpu: "100m", memory: "512Mi" } })).toEqual([
      "services[1].limits.cpu: got 100m, expected at least the 500m that the service requests",
      "services[1].limits.memory: got 512Mi, expected at least the 1Gi that the service requests",
    ]);
  });

  it("comes from a registry that machines reach", () => {
    expect(
      faultsWith({
        "services[1].image":
          "docker.example/x/y@sha256:0000000000000000000000000000000000000000000000000000000000000000",
      }),
    ).toEqual([
      "services[1].image: got an image of docker.example, expected one of a registry among the external endpoints: registry.health.example",
    ]);
  });
});

describe("an exposure", () => {
  it("is public only in zone internet", () => {
    expect(faultsWith({ "services[2].expose.to": ["public", "exchange"] })).toEqual([
      "services[2].expose.to[0]: got public in zone medical, expected sites or exchange: only zone internet serves the public",
    ]);
  });

  it("is for sites only in zone medical", () => {
    expect(faultsWith({ "services[1].expose.to": ["sites"] })).toEqual([
      "services[1].expose.to[0]: got sites in zone internet, expected public or exchange: sites join zone medical",
    ]);
  });

  it("has a host and path of its own", () => {
    expect(faultsWith({ "services[1].expose.host": "notify.city.example" })).toEqual([
      "services[1].expose.host: got notify.city.example/, expected a host and path of its own: service message-notification has this one",
    ]);
  });

  it("has a path of its own also where two differ in a final slash alone", () => {
    const host = "notify.city.example";
    expect(
      faultsWith({
        "services[0].expose.path": "/messages",
        "services[1].expose.host": host,
        "services[1].expose.path": "/messages/",
      }),
    ).toEqual([
      "services[1].expose.host: got notify.city.example/messages, expected a host and path of its own: service message-notification has this one",
    ]);
  });

  it("has a host of the environment's domain", () => {
    expect(faultsWith({ "services[1].expose.host": "booking.town.example" })).toEqual([
      "services[1].expose.host: got booking.town.example, expected a host under city.example, the domain of this environment",
    ]);
  });
});

describe("shares", () => {
  it("add up to 100", () => {
    expect(faultsWith({ "services[1].share": { chutian: 50, tianyi: 40 } })).toEqual([
      "services[1].share: got shares that add up to 90, expected 100",
    ]);
  });

  it("name clouds", () => {
    expect(faultsWith({ "services[1].share": { chutian: 50, tianyy: 50 } })).toEqual([
      'services[1].share.tianyy: got "tianyy", expected the name of a cloud: one of chutian, tianyi; did you mean "tianyi"?',
    ]);
  });

  it("name clouds with a cluster of the zone", () => {
    expect(
      faultsWith({
        "clusters[3]": undefined,
        "clouds.tianyi.crossings": [
          { from: "medical", loadBalancer: "exchange", endpoint: 30 },
          { from: "exchange", loadBalancer: "medical-ingress", endpoint: 30 },
          { from: "management", loadBalancer: "medical-api", endpoint: 30 },
        ],
        "services[0].share": { chutian: 100 },
      }),
    ).toEqual([
      "services[1].share.tianyi: got tianyi, which has no cluster of zone internet, expected one of chutian",
      "services[1].flows[1].to: got service message-notification, which does not run in tianyi where appointment-booking does, expected a link that carries zone internet between the clouds, or a share there",
    ]);
  });

  it("leave each cloud a replica", () => {
    expect(faultsWith({ "services[1].replicas": 1 })).toEqual([
      "services[1].replicas: got 1, expected at least 2: one for each cloud of share",
    ]);
  });

  it("leave each cloud two replicas in production", () => {
    expect(faultsWith({ "services[1].replicas": 3 })).toEqual([
      "services[1].replicas: got 3, expected at least 4 in production: the 50 percent of chutian must be 2 or more, so that it survives the loss of a machine",
      "services[1].replicas: got 3, expected at least 4 in production: the 50 percent of tianyi must be 2 or more, so that it survives the loss of a machine",
    ]);
  });
});

describe("an autoscaler", () => {
  it("starts within its range", () => {
    expect(faultsWith({ "services[1].autoscale.maximum": 3 })).toEqual([
      "services[1].autoscale.maximum: got 3, expected at least the 4 replicas it starts with",
    ]);
  });
});

describe("the services of a vendor", () => {
  it("request no more cpu than its quota, in each cluster, while they are updated", () => {
    expect(faultsWith({ "services[1].requests.cpu": "2", "services[1].limits.cpu": "2" })).toEqual([
      "services[1].requests.cpu: got 2, which makes 10 cores of vendor-02 in internet-chutian with 5 pods during an update and the vendor's services before it, expected at most 6 cores: ask for less, or raise the vendor's quota",
      "services[1].requests.cpu: got 2, which makes 10 cores of vendor-02 in internet-tianyi with 5 pods during an update and the vendor's services before it, expected at most 6 cores: ask for less, or raise the vendor's quota",
    ]);
  });

  it("request no more memory than its quota, also when it is lowered", () => {
    expect(faultsWith({ "vendors[2].quota.memory": "2Gi" })).toEqual([
      "services[3].requests.memory: got 1Gi, which makes 3 GiB of vendor-03 in medical-chutian with 3 pods during an update and the vendor's services before it, expected at most 2 GiB: ask for less, or raise the vendor's quota",
      "services[3].requests.memory: got 1Gi, which makes 3 GiB of vendor-03 in medical-tianyi with 3 pods during an update and the vendor's services before it, expected at most 2 GiB: ask for less, or raise the vendor's quota",
    ]);
  });

  it("have no more pods than its quota, as many as an autoscaler may ask for", () => {
    expect(faultsWith({ "vendors[1].quota.pods": 4, "services[1].share": { chutian: 50, tianyi: 50 } })).toEqual([
      "services[1].replicas: got 4, which makes 5 pods of vendor-02 in internet-chutian with 5 pods during an update and the vendor's services before it, expected at most 4 pods: ask for less, or raise the vendor's quota",
      "services[1].replicas: got 4, which makes 5 pods of vendor-02 in internet-tianyi with 5 pods during an update and the vendor's services before it, expected at most 4 pods: ask for less, or raise the vendor's quota",
    ]);
  });

  it("fit beside the pods of a lost availability zone, which count while their successors start", () => {
    const changes = { "services[1].replicas": 12, "services[1].autoscale": undefined };
    expect(faultsWith({ ...changes, "vendors[1].quota.pods": 9 })).toEqual([]);
    expect(faultsWith({ ...changes, "vendors[1].quota.pods": 8 })).toEqual([
      "services[1].replicas: got 12, which makes 9 pods of vendor-02 in internet-chutian with 9 pods while those of a lost availability zone still count and the vendor's services before it, expected at most 8 pods: ask for less, or raise the vendor's quota",
      "services[1].replicas: got 12, which makes 9 pods of vendor-02 in internet-tianyi with 9 pods while those of a lost machine still count and the vendor's services before it, expected at most 8 pods: ask for less, or raise the vendor's quota",
    ]);
  });

  it("are counted together", () => {
    expect(faultsWith({ "services[0].vendor": "vendor-02", "vendors[1].quota.cpu": "3" })).toEqual([
      "services[1].requests.cpu: got 500m, which makes 3.25 cores of vendor-02 in internet-chutian with 5 pods during an update and the vendor's services before it, expected at most 3 cores: ask for less, or raise the vendor's quota",
      "services[1].requests.cpu: got 500m, which makes 3.25 cores of vendor-02 in internet-tianyi with 5 pods during an update and the vendor's services before it, expected at most 3 cores: ask for less, or raise the vendor's quota",
    ]);
  });

  it("are told the line", () => {
    expect(linesWith({ "services[1].requests.memory": "4Gi", "services[1].limits.memory": "4Gi" })[0]).toMatch(
      /^city\.yaml:\d+:\d+ {2}services\[1\]\.requests\.memory: got 4Gi, which makes 20 GiB of vendor-02 in internet-chutian/,
    );
  });
});
