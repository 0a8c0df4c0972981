import { alertmanagerSecrets } from "../../../../src/constructs/monitoring/alertmanager";
import { alertingWith, configurationWith, vendorWith } from "./support";

const WECOM = {
  kind: "wecom",
  id: "on-call",
  corporationId: "ww0123",
  agentId: "1000002",
  toParty: "10",
  secretName: "alertmanager-wecom",
};
const TEXT = '{{ template "health-cloud.text" . }}';
const SUBJECT = '{{ template "health-cloud.subject" . }}';

describe("the receivers of an Alertmanager", () => {
  it("call WeCom's application with a secret that is read from a mounted file", () => {
    expect(configurationWith({ receivers: [WECOM], default: "on-call" }).receivers).toContainEqual({
      name: "on-call",
      wechat_configs: [
        {
          send_resolved: true,
          api_url: "https://qyapi.weixin.qq.com/cgi-bin/",
          corp_id: "ww0123",
          agent_id: "1000002",
          to_party: "10",
          api_secret_file: "/etc/alertmanager/secrets/alertmanager-wecom/api-secret",
          message: TEXT,
        },
      ],
    });
  });

  it("call a webhook by its address, or by one that is read from a file since it holds a token", () => {
    const receivers = [
      { kind: "webhook", id: "open", url: "https://alerts.health.example/hook" },
      { kind: "webhook", id: "dingtalk", secretName: "alertmanager-dingtalk" },
    ];
    expect(configurationWith({ receivers, default: "open" }).receivers).toEqual([
      { name: "nobody" },
      { name: "open", webhook_configs: [{ send_resolved: true, url: "https://alerts.health.example/hook" }] },
      {
        name: "dingtalk",
        webhook_configs: [{ send_resolved: true, url_file: "/etc/alertmanager/secrets/alertmanager-dingtalk/url" }],
      },
    ]);
  });

  it("send mail as text", () => {
    expect(configurationWith().receivers).toContainEqual({
      name: "team",
      email_configs: [
        { send_resolved: true, to: "platform@health.example", headers: { Subject: SUBJECT }, html: "", text: TEXT },
      ],
    });
  });

  it("tell each vendor by mail, unless it has a receiver of its own", () => {
    const vendors = [vendorWith("vendor-01"), vendorWith("vendor-02", "team")];
    const names = configurationWith({}, { vendors }).receivers;
    expect(names).toMatchObject([
      { name: "nobody" },
      { name: "team" },
      { name: "owner:vendor-01", email_configs: [{ to: "operations@vendor-01.example" }] },
    ]);
    expect(names).toHaveLength(3);
  });

  it("tell no vendor by mail where there is no mail server", () => {
    const receivers = [{ kind: "webhook", id: "team", url: "https://alerts.health.example/hook" }];
    const vendors = [vendorWith("vendor-01")];
    expect(
      configurationWith({ receivers, smarthost: undefined, from: undefined }, { vendors }).receivers,
    ).toMatchObject([{ name: "nobody" }, { name: "team" }]);
  });
});

describe("the mail server of an Alertmanager", () => {
  it("is asked for TLS, with a password that is read from a mounted file", () => {
    const smarthostLogin = { user: "alertmanager", secretName: "alertmanager-mail" };
    expect(configurationWith({ smarthostLogin }).global).toEqual({
      resolve_timeout: "5m",
      smtp_smarthost: "mail.health.example:587",
      smtp_require_tls: true,
      smtp_from: "alertmanager@health.example",
      smtp_auth_username: "alertmanager",
      smtp_auth_password_file: "/etc/alertmanager/secrets/alertmanager-mail/password",
    });
  });

  it("is not there where none is given", () => {
    expect(configurationWith({ smarthost: undefined, from: undefined }).global).toEqual({ resolve_timeout: "5m" });
  });
});

describe("the Secrets of an Alertmanager", () => {
  it("are all that its receivers and its mail server read, each once", () => {
    const alerting = alertingWith({
      receivers: [
        WECOM,
        { ...WECOM, id: "network" },
        { kind: "webhook", id: "dingtalk", secretName: "alertmanager-dingtalk" },
        { kind: "webhook", id: "open", url: "https://alerts.health.example/hook" },
        { kind: "email", id: "team", to: "platform@health.example" },
      ],
      smarthostLogin: { user: "alertmanager", secretName: "alertmanager-mail" },
    });
    expect(alertmanagerSecrets(alerting)).toEqual(["alertmanager-wecom", "alertmanager-dingtalk", "alertmanager-mail"]);
  });
});
