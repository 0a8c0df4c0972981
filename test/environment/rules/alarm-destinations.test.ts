import { faultsWith, linesWith } from "./city";

const BRIDGE = {
  id: "bridge",
  kind: "service",
  title: "Bridge to DingTalk",
  host: "dingtalk.city.example",
  addresses: ["198.51.100.150/32"],
  ports: ["tcp/443"],
  access: { medical: "exchange", internet: "direct" },
  exchangePort: 9299,
};
const SECRET = { kind: "webhook", id: "command-room", secretName: "alertmanager-dingtalk" };

describe("a receiver of alarms", () => {
  it("is reached from every cluster by an external endpoint, told with its place", () => {
    expect(linesWith({ "alerting.receivers[1].url": "https://night.city.example:8443/hook" })).toEqual([
      expect.stringMatching(
        /^city\.yaml:\d+:\d+ {2}alerting\.receivers\[1\]\.url: got https:\/\/night\.city\.example:8443\/hook, to which no external endpoint leads from medical-chutian, medical-tianyi, internet-chutian, internet-tianyi, expected one with host night\.city\.example and port tcp\/8443 whose access names medical and internet: their Alertmanagers reach nothing else$/,
      ),
    ]);
  });

  it("is not reached from the intranet where its endpoint opens the internet zone alone", () => {
    expect(
      faultsWith({
        "externalEndpoints[15].access": { internet: "direct" },
        "externalEndpoints[15].exchangePort": undefined,
      }),
    ).toEqual([
      "alerting.receivers[1].url: got https://alerts.city.example/dingtalk, to which no external endpoint leads from medical-chutian, medical-tianyi, expected one with host alerts.city.example and port tcp/443 whose access names medical: their Alertmanagers reach nothing else",
    ]);
  });

  it("is not reached from a cloud that does not use its endpoint, unless another one leads there", () => {
    expect(faultsWith({ "externalEndpoints[15].clouds": ["chutian"] })).toEqual([
      "alerting.receivers[1].url: got https://alerts.city.example/dingtalk, to which no external endpoint leads from medical-tianyi, internet-tianyi, expected one with host alerts.city.example and port tcp/443 whose access names medical and internet: their Alertmanagers reach nothing else",
    ]);
    const inTianyi = { ...BRIDGE, host: "alerts.city.example", clouds: ["tianyi"] };
    expect(faultsWith({ "externalEndpoints[15].clouds": ["chutian"], "externalEndpoints[16]": inTianyi })).toEqual([]);
  });

  it("is another port of the same host only where the endpoint has that port, too", () => {
    expect(faultsWith({ "alerting.receivers[1].url": "https://alerts.city.example:8443/hook" })).toHaveLength(1);
  });

  it("of WeCom is the application's API, or one's own", () => {
    expect(faultsWith({ "alerting.receivers[0].apiUrl": undefined })).toEqual([
      expect.stringMatching(
        /^alerting\.receivers\[0\]\.apiUrl: got https:\/\/qyapi\.weixin\.qq\.com\/cgi-bin\/, to which no external endpoint leads from /,
      ),
    ]);
    expect(faultsWith({ "alerting.receivers[0].apiUrl": "http://qyapi.weixin.example/cgi-bin/" })).toEqual([
      'alerting.receivers[0].apiUrl: got "http://qyapi.weixin.example/cgi-bin/", expected an https URL',
    ]);
  });

  it("speaks TLS through the exchange, whose proxies look at the handshake", () => {
    expect(
      faultsWith({
        "alerting.receivers[1].url": "http://alerts.city.example/hook",
        "externalEndpoints[15].ports": ["tcp/80"],
      }),
    ).toEqual([
      "alerting.receivers[1].url: got http://alerts.city.example/hook, which medical-chutian, medical-tianyi reach through the exchange, expected https: its proxies read the host name from the TLS handshake",
    ]);
  });
});

describe("a webhook whose address is a secret", () => {
  it("says which external endpoint it leads to", () => {
    expect(faultsWith({ "alerting.receivers[1]": SECRET })).toEqual([
      "alerting.receivers[1]: missing endpoint, expected the id of the external endpoint to which the address in Secret alertmanager-dingtalk leads: nothing else is opened for it",
    ]);
    expect(
      faultsWith({ "alerting.receivers[1]": { ...SECRET, endpoint: "bridge" }, "externalEndpoints[16]": BRIDGE }),
    ).toEqual([]);
  });

  it("says one that is there, has a host, and is open to every cluster", () => {
    expect(faultsWith({ "alerting.receivers[1]": { ...SECRET, endpoint: "alarm" } })).toEqual([
      expect.stringMatching(
        /^alerting\.receivers\[1\]\.endpoint: got "alarm", expected the id of an external endpoint with a host: one of registry, .*; did you mean "alarms"\?$/,
      ),
    ]);
    expect(faultsWith({ "alerting.receivers[1]": { ...SECRET, endpoint: "dns-chutian" } })).toEqual([
      expect.stringMatching(
        /^alerting\.receivers\[1\]\.endpoint: got "dns-chutian", expected the id of an external endpoint with a host: /,
      ),
    ]);
    expect(faultsWith({ "alerting.receivers[1]": { ...SECRET, endpoint: "payment-gateway" } })).toEqual([
      "alerting.receivers[1].endpoint: got payment-gateway, to which no external endpoint leads from medical-chutian, medical-tianyi, expected access for zone medical, and no clouds that leave one out: their Alertmanagers reach nothing else",
    ]);
  });

  it("is the only one that says it: an address in the YAML has a host name", () => {
    expect(faultsWith({ "alerting.receivers[1].endpoint": "alarms" })).toEqual([
      "alerting.receivers[1].endpoint: got alarms beside url, expected it beside secretName alone: the host name of the url says which endpoint it is",
    ]);
  });
});

describe("the mail server of alarms", () => {
  it("is reached from every cluster", () => {
    expect(faultsWith({ "alerting.smarthost": "relay.health.example:465" })).toEqual([
      "alerting.smarthost: got relay.health.example:465, to which no external endpoint leads from medical-chutian, medical-tianyi, internet-chutian, internet-tianyi, expected one with host relay.health.example and port tcp/465 whose access names medical and internet: their Alertmanagers reach nothing else",
    ]);
  });

  it("begins with TLS where the exchange is on the way", () => {
    expect(
      faultsWith({ "alerting.smarthost": "mail.health.example:587", "externalEndpoints[14].ports": ["tcp/587"] }),
    ).toEqual([
      "alerting.smarthost: got mail.health.example:587, which medical-chutian, medical-tianyi reach through the exchange, expected port 465: its proxies read the host name from the TLS handshake, with which mail begins on that port alone",
    ]);
  });
});
