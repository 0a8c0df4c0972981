import { faultsWith } from "./city";

describe("an unknown name", () => {
  it("of a cluster's cloud is refused", () => {
    expect(
      faultsWith({
        "clusters[0].cloud": "chutain",
        "services[2].share": { tianyi: 100 },
        "services[3].share": { tianyi: 100 },
      }),
    ).toEqual([
      'clusters[0].cloud: got "chutain", expected the name of a cloud: one of chutian, tianyi; did you mean "chutian"?',
    ]);
  });

  it("of an endpoint's cloud is refused", () => {
    expect(faultsWith({ "externalEndpoints[10].clouds": ["chutian", "tianyi", "tiany"] })).toEqual([
      'externalEndpoints[10].clouds[2]: got "tiany", expected the name of a cloud: one of chutian, tianyi; did you mean "tianyi"?',
    ]);
  });

  it("of an endpoint's host is refused", () => {
    expect(faultsWith({ "externalEndpoints[2].hostedIn": "tiany" })).toEqual([
      'externalEndpoints[2].hostedIn: got "tiany", expected the name of a cloud: one of chutian, tianyi; did you mean "tianyi"?',
    ]);
  });

  it("of a cloud that a link ends in is refused", () => {
    const ends = [{ zone: "exchange", nextHop: "10.30.0.10" }];
    expect(
      faultsWith({
        "links[2]": {
          id: "link-satellite",
          kind: "line",
          carrier: "China Satcom",
          transferCidr: "10.255.0.32/30",
          ends: { tianyi: ends, chutan: ends },
        },
      }),
    ).toEqual([
      'links[2].ends.chutan: got "chutan", expected the name of a cloud: one of chutian, tianyi; did you mean "chutian"?',
    ]);
  });

  it("of a route's receiver is refused", () => {
    expect(faultsWith({ "alerting.routes[0].receiver": "platform-oncall" })).toEqual([
      'alerting.routes[0].receiver: got "platform-oncall", expected the id of a receiver: one of platform-on-call, command-room, platform-team; did you mean "platform-on-call"?',
    ]);
  });

  it("of the default receiver is refused", () => {
    expect(faultsWith({ "alerting.default": "nobody" })).toEqual([
      'alerting.default: got "nobody", expected the id of a receiver: one of platform-on-call, command-room, platform-team',
    ]);
  });
});

describe("a group of people", () => {
  it("belongs to one vendor alone", () => {
    expect(faultsWith({ "vendors[1].group": "vendor-01" })).toEqual([
      'vendors[1].group: got "vendor-01" a second time, expected a group of its own: line 496 has it',
    ]);
  });

  it("is not a vendor's and an administrator's", () => {
    expect(faultsWith({ "vendors[1].group": "city-audit-administrators" })).toEqual([
      'vendors[1].group: got "city-audit-administrators" a second time, expected a group of its own: line 614 has it',
    ]);
  });

  it("is one administrator alone", () => {
    expect(faultsWith({ "administrators.security": "city-system-administrators" })).toEqual([
      'administrators.security: got "city-system-administrators" a second time, expected a group of its own: line 613 has it',
    ]);
  });

  it("is none of Kubernetes' own, one of which may do everything", () => {
    expect(faultsWith({ "administrators.system": "system:masters" })).toEqual([
      'administrators.system: got "system:masters", expected a group of the identity provider: Kubernetes keeps system:… for itself',
    ]);
  });
});

describe("a vendor's id", () => {
  it.each(["default", "kube-system", "exchange", "envoy-gateway-system"])(
    "is not the name of a namespace of the platform's: %s",
    (id) => {
      expect(faultsWith({ "vendors[0].id": id, "services[0].vendor": id })).toEqual([
        `vendors[0].id: got "${id}", expected an id other than default, kube-…, secrets-… and envoy-gateway-system, exchange, cert-manager, monitoring, node-exporter, log-collector, platform, system-upgrade, external-secrets, console, keda, velero, cinder-csi, longhorn-system: the vendor's namespaces have this name, and those are the platform's`,
      ]);
    },
  );
});

describe("a receiver by mail", () => {
  it("needs a server and a sender", () => {
    expect(faultsWith({ "alerting.smarthost": undefined, "alerting.from": undefined })).toEqual([
      "alerting: missing smarthost, expected a mail server such as mail.health.example:465, since receiver platform-team is e-mail",
      "alerting: missing from, expected the sender's e-mail address, since receiver platform-team is e-mail",
    ]);
  });
});

describe("an identifier", () => {
  it("of a pool stands once", () => {
    expect(faultsWith({ "clusters[0].pools[1].id": "general" })).toEqual([
      'clusters[0].pools[1].id: got "general" a second time, expected an id of its own: line 240 has it',
    ]);
  });

  it("of a vendor stands once", () => {
    expect(faultsWith({ "vendors[0].id": "vendor-02", "services[0].vendor": "vendor-02" })).toEqual([
      'vendors[1].id: got "vendor-02" a second time, expected an id of its own: line 493 has it',
    ]);
  });

  it("of an availability zone stands once", () => {
    expect(faultsWith({ "clouds.chutian.availabilityZones[2]": { id: "b", name: "wuhan-c" } })).toEqual([
      'clouds.chutian.availabilityZones[2].id: got "b" a second time, expected an id of its own: line 37 has it',
    ]);
  });

  it("of a receiver stands once", () => {
    expect(
      faultsWith({
        "alerting.receivers[2].id": "command-room",
        "alerting.default": "command-room",
        "alerting.routes": [{ severity: "critical", receiver: "platform-on-call" }],
      }),
    ).toEqual([
      'alerting.receivers[2].id: got "command-room" a second time, expected an id of its own: line 627 has it',
    ]);
  });

  it("of a line stands once", () => {
    expect(faultsWith({ "clouds.chutian.lines[1].id": "medical-telecom" })).toEqual([
      'clouds.chutian.lines[1].id: got "medical-telecom" a second time, expected an id of its own: line 86 has it',
    ]);
  });

  it("of a cluster stands once", () => {
    expect(faultsWith({ "clusters[1].id": "medical-chutian" })).toEqual([
      'clusters[1].id: got "medical-chutian" a second time, expected an id of its own: line 225 has it',
    ]);
  });

  it("of an external endpoint stands once", () => {
    expect(faultsWith({ "externalEndpoints[14].id": "wecom", "services[0].flows[1]": undefined })).toEqual([
      'externalEndpoints[14].id: got "wecom" a second time, expected an id of its own: line 446 has it',
    ]);
  });

  it("of a service stands once", () => {
    expect(faultsWith({ "services[3].id": "appointment-booking", "services[3].expose": undefined })).toEqual([
      'services[3].id: got "appointment-booking" a second time, expected an id of its own: line 536 has it',
    ]);
  });

  it("of the cloud's own for an availability zone stands once", () => {
    expect(faultsWith({ "clouds.chutian.availabilityZones[1].name": "wuhan-a" })).toEqual([
      'clouds.chutian.availabilityZones[1].name: got "wuhan-a" a second time, expected a name of its own: line 36 has it',
    ]);
  });

  it("of a link stands once", () => {
    expect(faultsWith({ "links[1].id": "link-mobile" })).toEqual([
      'links[1].id: got "link-mobile" a second time, expected an id of its own: line 190 has it',
    ]);
  });

  it("of a port stands once, and so does its number", () => {
    expect(
      faultsWith({
        "services[1].ports": [
          { name: "http", port: 8080 },
          { name: "http", port: 8080 },
        ],
      }),
    ).toEqual([
      'services[1].ports[1].name: got "http" a second time, expected a name of its own: line 544 has it',
      'services[1].ports[1].port: got "8080" a second time, expected a port of its own: line 545 has it',
    ]);
  });
});

describe("a name at a cloud", () => {
  it("is short enough", () => {
    expect(faultsWith({ environment: "wuhan-city-1" })).toEqual([
      'environment: got name "wuhan-city-1-medical-control-plane" of 34 characters, expected 2 to 32 in ctyun: shorten or change this',
      'environment: got public machine name "wuhan-city-1-exchange-gateway-g1-002" of 36 characters, expected 2 to 32 in ctyun: shorten or change this',
      'environment: got load balancer name "wuhan-city-1-medical-ingress" of 28 characters, expected 2 to 25 in ctyun: shorten or change this',
    ]);
  });
});
