import { faultsWith } from "./city";

describe("a flow between medical and internet", () => {
  it("passes the exchange", () => {
    expect(faultsWith({ "services[1].flows[0].via": undefined })).toEqual([
      "services[1].flows[0]: got a flow from internet to medical that does not pass the exchange, expected via: exchange: neither zone enters the other",
    ]);
  });

  it("has a listener of the exchange", () => {
    expect(faultsWith({ "services[1].flows[0].exchangePort": undefined })).toEqual([
      "services[1].flows[0]: missing exchangePort, expected a port of the exchange proxies that no other flow uses, such as 9001",
    ]);
  });

  it("ends at a service that admits the exchange", () => {
    expect(faultsWith({ "services[2].expose.to": ["sites"] })).toEqual([
      "services[1].flows[0].to: got service appointment-pool, which does not admit the exchange, expected one that does: add exchange to its expose.to",
    ]);
  });

  it("ends at the exposed port", () => {
    expect(
      faultsWith({
        "services[2].ports": [
          { name: "http", port: 8080 },
          { name: "admin", port: 8081 },
        ],
        "services[1].flows[0].port": "admin",
      }),
    ).toEqual([
      "services[1].flows[0].port: got admin, expected http: that port of service appointment-pool is exposed to the exchange",
    ]);
  });
});

describe("a flow whose TLS the exchange ends", () => {
  const reencrypted = { "services[1].flows[0].tls": "reencrypt" };

  it("needs the authority of the gateways' certificates", () => {
    expect(faultsWith(reencrypted)).toEqual([
      "servicesCertificateAuthority: missing, expected the certificate (PEM) that signs the certificates of the clusters' gateways: the exchange proxies check them by it where a flow says tls: reencrypt (appointment-booking to service:appointment-pool)",
    ]);
  });

  it("is right where that authority is given", () => {
    const servicesCertificateAuthority = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
    expect(faultsWith({ ...reencrypted, servicesCertificateAuthority })).toEqual([]);
  });

  it("passes the exchange", () => {
    expect(faultsWith({ "services[1].flows[1].tls": "reencrypt", "services[0].flows[0].tls": "reencrypt" })).toEqual([
      "services[0].flows[0].tls: got reencrypt, expected no tls: the external endpoint wecom says by itself how each zone reaches it",
      "services[1].flows[1].tls: got reencrypt, expected no tls: both services stand in zone internet",
    ]);
  });
});

describe("a flow inside a zone", () => {
  it("does not pass the exchange", () => {
    expect(faultsWith({ "services[1].flows[1].via": "exchange", "services[1].flows[1].exchangePort": 9200 })).toEqual([
      "services[1].flows[1].via: got exchange, expected no via: both services stand in zone internet",
      "services[1].flows[1].exchangePort: got 9200, expected no exchangePort: both services stand in zone internet",
    ]);
  });
});

describe("a flow to a service", () => {
  it("names one that exists", () => {
    expect(faultsWith({ "services[1].flows[0].to": "service:apointment-pool" })).toEqual([
      'services[1].flows[0].to: got "apointment-pool", expected the id of a service: one of message-notification, appointment-booking, appointment-pool, insurance-settlement; did you mean "appointment-pool"?',
    ]);
  });

  it("names a port", () => {
    expect(faultsWith({ "services[1].flows[1].port": undefined })).toEqual([
      "services[1].flows[1]: missing port, expected the name of a port of service message-notification: http",
    ]);
  });

  it("names a port that exists", () => {
    expect(faultsWith({ "services[1].flows[1].port": "htpp" })).toEqual([
      'services[1].flows[1].port: got "htpp", expected the name of a port of service message-notification: one of http; did you mean "http"?',
    ]);
  });

  it("stands once", () => {
    expect(
      faultsWith({ "services[1].flows[2]": { to: "service:message-notification", port: "http", why: "again" } }),
    ).toEqual([
      "services[1].flows[2].to: got a flow to service:message-notification a second time, expected each flow once",
    ]);
  });
});

describe("the name of a flow", () => {
  it("is not shared by a service and an external endpoint", () => {
    expect(
      faultsWith({
        "externalEndpoints[11].id": "message-notification",
        "services[1].flows[2]": { to: "external:message-notification", why: "pays" },
      }),
    ).toEqual([
      "services[1].flows[2].to: got a flow to external:message-notification beside one to service:message-notification, expected targets of different names: both flows would be appointment-booking to message-notification, so rename the external endpoint",
    ]);
  });

  it("may stand for several ports of one service", () => {
    expect(
      faultsWith({
        "services[0].ports": [
          { name: "http", port: 8080 },
          { name: "events", port: 8081 },
        ],
        "services[1].flows[2]": { to: "service:message-notification", port: "events", why: "hears of what was read" },
      }),
    ).toEqual([]);
  });
});

describe("a flow to an external endpoint", () => {
  it("names one that exists", () => {
    expect(faultsWith({ "services[0].flows[0].to": "external:wecon" })).toEqual([
      'services[0].flows[0].to: got "wecon", expected the id of an external endpoint: one of registry, identity-provider, object-store-chutian, object-store-tianyi, dns-chutian, dns-tianyi, ntp-chutian, ntp-tianyi, api-chutian, api-tianyi, wecom, payment-gateway and 4 more; did you mean "wecom"?',
    ]);
  });

  it("starts in a zone that may reach it", () => {
    expect(faultsWith({ "services[0].flows[0].to": "external:insurance-gateway" })).toEqual([
      "services[0].flows[0].to: got insurance-gateway, expected an external endpoint that zone internet may reach: only medical may reach this one",
    ]);
  });

  it("starts in clouds that use it", () => {
    expect(faultsWith({ "externalEndpoints[10].clouds": ["chutian"] })).toEqual([
      "services[0].flows[0].to: got wecom, expected an external endpoint that cloud tianyi uses: message-notification runs there, too",
      "alerting.receivers[0].apiUrl: got https://qyapi.weixin.example/cgi-bin/, to which no external endpoint leads from medical-tianyi, internet-tianyi, expected one with host qyapi.weixin.example and port tcp/443 whose access names medical and internet: their Alertmanagers reach nothing else",
    ]);
  });

  it("says nothing of the exchange", () => {
    expect(faultsWith({ "services[0].flows[0].via": "exchange" })).toEqual([
      "services[0].flows[0].via: got exchange, expected no via: the external endpoint wecom says by itself how each zone reaches it",
    ]);
  });

  it("opens all of its ports", () => {
    expect(faultsWith({ "services[0].flows[0].port": "http" })).toEqual([
      "services[0].flows[0].port: got http, expected no port: all ports of external endpoint wecom are opened",
    ]);
  });
});

describe("a listener of the exchange", () => {
  it("belongs to one flow", () => {
    expect(faultsWith({ "services[1].flows[0].exchangePort": 9104 })).toEqual([
      "services[2].flows[0].exchangePort: got 9104, expected a port of its own such as 9001: the flow from appointment-booking to service:appointment-pool has this one",
    ]);
  });

  it("belongs to a flow or to an external endpoint", () => {
    expect(faultsWith({ "services[1].flows[0].exchangePort": 9201 })).toEqual([
      "externalEndpoints[0].exchangePort: got 9201, expected a port of its own such as 9001: the flow from appointment-booking to service:appointment-pool has this one",
    ]);
  });

  it("has a port that needs no privilege", () => {
    expect(faultsWith({ "services[1].flows[0].exchangePort": 443 })).toEqual([
      "services[1].flows[0].exchangePort: got 443, expected a whole number from 1024 to 65535",
    ]);
  });

  it("is not the proxies' health check", () => {
    expect(faultsWith({ "services[1].flows[0].exchangePort": 8404 })).toEqual([
      "services[1].flows[0].exchangePort: got 8404, expected a port of its own such as 9001: the proxies' health check has this one",
    ]);
  });
});

describe("an external endpoint", () => {
  it("answers on ports from 1 to 65535", () => {
    expect(faultsWith({ "externalEndpoints[10].ports": ["tcp/0", "tcp/65536", "udp/70000"] })).toEqual([
      'externalEndpoints[10].ports[0]: got "tcp/0", expected a tcp port from 1 to 65535',
      'externalEndpoints[10].ports[1]: got "tcp/65536", expected a tcp port from 1 to 65535',
      'externalEndpoints[10].ports[2]: got "udp/70000", expected a udp port from 1 to 65535',
    ]);
  });

  it("is reached from medical directly by line alone", () => {
    expect(faultsWith({ "externalEndpoints[8].access.medical": "direct" })).toEqual([
      "externalEndpoints[8].access.medical: got direct from zone medical, but no line of that zone in chutian leads to it, expected exchange or a line with its addresses in destinations: medical has no way to the internet",
      "externalEndpoints[8].access.medical: got direct from zone medical, but no line of that zone in tianyi leads to it, expected exchange or a line with its addresses in destinations: medical has no way to the internet",
    ]);
  });

  it("needs a listener when it is reached through the exchange", () => {
    expect(faultsWith({ "externalEndpoints[0].exchangePort": undefined })).toEqual([
      "externalEndpoints[0]: missing exchangePort, expected a port of the exchange proxies, since access says exchange",
    ]);
  });

  it("has one port when it is reached through the exchange", () => {
    expect(faultsWith({ "externalEndpoints[0].ports": ["tcp/443", "tcp/80"] })).toEqual([
      "externalEndpoints[0].ports: got tcp/443, tcp/80, expected a single TCP port: a listener of the exchange proxies leads to one",
    ]);
  });

  it("has no listener that nobody uses", () => {
    expect(faultsWith({ "externalEndpoints[8].exchangePort": 9300 })).toEqual([
      "externalEndpoints[8].exchangePort: got 9300, expected none: no zone reaches it through exchange",
    ]);
  });

  it("is not reached from the exchange through the exchange", () => {
    expect(faultsWith({ "externalEndpoints[0].access.exchange": "exchange" })).toEqual([
      "externalEndpoints[0].access.exchange: got exchange from zone exchange itself, expected direct or cloud",
    ]);
  });

  it("is reached directly from a zone with egress", () => {
    expect(
      faultsWith({
        "clouds.tianyi.zones.management.egress": undefined,
        "externalEndpoints[0].clouds": ["chutian", "tianyi"],
        "externalEndpoints[1].access.management": undefined,
        "externalEndpoints[2].access.management": undefined,
        "externalEndpoints[3].access.management": undefined,
        "externalEndpoints[8].access.management": undefined,
        "externalEndpoints[9].access.management": undefined,
      }),
    ).toEqual([
      "externalEndpoints[0].access.management: got direct from zone management, which has no egress in tianyi and no line that leads to it, expected egress, exchange or such a line",
    ]);
  });
});

describe("machines", () => {
  it("find time and names in their zone", () => {
    expect(faultsWith({ "externalEndpoints[6].access.management": undefined })).toEqual([
      "clouds.chutian.zones.management: got no external endpoint of kind ntp that zone management of chutian may reach, expected one: its machines need it",
    ]);
  });
});
