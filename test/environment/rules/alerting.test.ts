import { faultsWith, linesWith } from "./city";

const HOOK = { kind: "webhook", id: "hook", url: "https://alerts.city.example/hook" };

describe("a receiver of alerts", () => {
  it("that nothing uses is refused", () => {
    expect(linesWith({ "alerting.receivers[3]": HOOK })).toEqual([
      expect.stringMatching(
        /^city\.yaml:\d+:\d+ {2}alerting\.receivers\[3\]\.id: got receiver hook, which nothing uses, expected a route, a vendor, a heartbeat or default that names it: remove it or name it$/,
      ),
    ]);
  });

  it("that a vendor names is used", () => {
    expect(faultsWith({ "alerting.receivers[3]": HOOK, "vendors[0].receiver": "hook" })).toEqual([]);
  });

  it("that a vendor names must be there", () => {
    expect(faultsWith({ "vendors[0].receiver": "hook" })).toEqual([
      'vendors[0].receiver: got "hook", expected the id of a receiver: one of platform-on-call, command-room, platform-team',
    ]);
  });

  it("of kind webhook has an address", () => {
    expect(faultsWith({ "alerting.receivers[1].url": undefined })).toEqual([
      "alerting.receivers[1]: got neither url nor secretName, expected one of them: url, or secretName where the address holds a token",
    ]);
  });

  it("of kind webhook has one address", () => {
    expect(faultsWith({ "alerting.receivers[1].secretName": "alertmanager-dingtalk" })).toEqual([
      "alerting.receivers[1]: got both url and secretName, expected one of them: url, or secretName where the address holds a token",
    ]);
  });
});

describe("the mail server", () => {
  it("needs a sender, since vendors are told by mail", () => {
    expect(
      faultsWith({ "alerting.receivers[2]": { ...HOOK, id: "platform-team" }, "alerting.from": undefined }),
    ).toEqual([
      "alerting.smarthost: got mail.health.example:465 without from, expected the sender's e-mail address: vendors without a receiver are told by mail",
    ]);
  });

  it("is there where a login is", () => {
    expect(
      faultsWith({
        "alerting.receivers[2]": { ...HOOK, id: "platform-team" },
        "alerting.smarthost": undefined,
        "alerting.smarthostLogin": { user: "alertmanager", secretName: "alertmanager-mail" },
      }),
    ).toEqual(["alerting.smarthostLogin: got a login without smarthost, expected the mail server"]);
  });
});

describe("a heartbeat", () => {
  it("goes to a webhook, since people would be called each minute", () => {
    expect(faultsWith({ "alerting.heartbeat": "platform-on-call" })).toEqual([
      'alerting.heartbeat: got "platform-on-call", a receiver of kind wecom, expected a webhook, one of command-room: it is told each minute',
    ]);
  });

  it("is heard by a receiver that is there", () => {
    expect(faultsWith({ "alerting.heartbeat": "hook" })).toEqual([
      'alerting.heartbeat: got "hook", expected the id of a receiver: one of platform-on-call, command-room, platform-team',
    ]);
    expect(faultsWith({ "alerting.receivers[3]": HOOK, "alerting.heartbeat": "hook" })).toEqual([]);
  });
});

describe("a route that nobody reads", () => {
  it("is one whose owner has no alerts", () => {
    expect(faultsWith({ "alerting.routes[1].owner": "platfrom" })).toEqual([
      expect.stringMatching(
        /^alerting\.routes\[1\]\.owner: got "platfrom", expected the owner of alerts: one of platform, network, vendor-01.*; did you mean "platform"\?$/,
      ),
    ]);
  });

  it("is one behind another that takes all of its alerts", () => {
    expect(
      linesWith({ "alerting.routes[1]": { owner: "platform", severity: "critical", receiver: "command-room" } }),
    ).toEqual([
      expect.stringMatching(
        /^city\.yaml:\d+:\d+ {2}alerting\.routes\[1\]: got a route that no alert reaches, expected it before the route of line \d+, which takes all of its alerts: move it up or remove it$/,
      ),
    ]);
  });

  it("is one behind several that take all of its alerts together", () => {
    expect(
      faultsWith({
        "alerting.routes": [
          { owner: "platform", receiver: "command-room" },
          { severity: "critical", receiver: "platform-on-call" },
          { owner: "network", receiver: "platform-team" },
          { owner: "network", severity: "info", receiver: "platform-team" },
          { owner: "platform", severity: "critical", receiver: "platform-team" },
        ],
      }),
    ).toEqual([
      expect.stringMatching(
        /^alerting\.routes\[3\]: got a route that no alert reaches, expected it before the route of line \d+, which takes all/,
      ),
      expect.stringMatching(
        /^alerting\.routes\[4\]: got a route that no alert reaches, expected it before the route of line \d+, which takes all/,
      ),
    ]);
  });

  it("is what comes after a route of every alert", () => {
    expect(faultsWith({ "alerting.routes[1]": { receiver: "platform-team" } })).toEqual([
      "alerting.routes[1]: got a route of every alert, so nothing is left for default, expected owner or severity: make platform-team the default instead",
      expect.stringMatching(/^alerting\.routes\[2\]: got a route that no alert reaches/),
    ]);
  });

  it("is not one that takes what earlier routes leave", () => {
    expect(
      faultsWith({
        "alerting.routes": [
          { owner: "platform", severity: "critical", receiver: "platform-on-call" },
          { owner: "platform", receiver: "command-room" },
          { severity: "critical", receiver: "platform-on-call" },
        ],
      }),
    ).toEqual([]);
  });
});
