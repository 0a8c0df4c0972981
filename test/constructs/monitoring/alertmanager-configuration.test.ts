import {
  alertmanagerConfiguration,
  alertmanagerSecrets,
} from "../../../src/constructs/monitoring/alertmanager-configuration";
import { alerting, type AlertingSpecification } from "../../../src/environment/schema/alerting";

const specification: AlertingSpecification = alerting.parse({
  receivers: [
    {
      kind: "wecom",
      id: "on-call",
      corporationId: "ww0123",
      agentId: "1000002",
      toParty: "10",
      secretName: "alertmanager-wecom",
    },
    { kind: "webhook", id: "dingtalk", url: "https://alerts.health.example/dingtalk" },
    { kind: "email", id: "team", to: "platform@health.example" },
  ],
  default: "team",
  routes: [
    { severity: "critical", receiver: "on-call" },
    { owner: 'vendor "02"', severity: "warning", receiver: "dingtalk" },
    { receiver: "team" },
  ],
  smarthost: "mail.health.example:587",
  from: "alertmanager@health.example",
});

describe("Alertmanager's configuration", () => {
  it("calls WeCom's application with a secret that it reads from a mounted file", () => {
    expect(alertmanagerConfiguration(specification).receivers).toContainEqual({
      name: "on-call",
      wechat_configs: [
        {
          send_resolved: true,
          corp_id: "ww0123",
          agent_id: "1000002",
          to_party: "10",
          api_secret_file: "/etc/alertmanager/secrets/alertmanager-wecom/api-secret",
        },
      ],
    });
    expect(alertmanagerSecrets(specification)).toEqual(["alertmanager-wecom"]);
  });

  it("calls webhooks and sends mail through the smarthost, with TLS", () => {
    const { receivers, global } = alertmanagerConfiguration(specification);
    expect(receivers).toContainEqual({
      name: "dingtalk",
      webhook_configs: [{ send_resolved: true, url: "https://alerts.health.example/dingtalk" }],
    });
    expect(receivers).toContainEqual({
      name: "team",
      email_configs: [{ send_resolved: true, to: "platform@health.example" }],
    });
    expect(global).toEqual({
      resolve_timeout: "5m",
      smtp_smarthost: "mail.health.example:587",
      smtp_require_tls: true,
      smtp_from: "alertmanager@health.example",
    });
  });

  it("has nothing of mail where no server is given", () => {
    const { receivers, routes, rules, default: fallback } = specification;
    expect(alertmanagerConfiguration({ receivers, routes, rules, default: fallback }).global).toEqual({
      resolve_timeout: "5m",
    });
  });

  it("takes the routes in the order of the YAML, after those of alerts that are no news", () => {
    expect(alertmanagerConfiguration(specification).route).toMatchObject({
      receiver: "team",
      routes: [
        { receiver: "nobody", matchers: ['alertname=~"Watchdog|InfoInhibitor"'] },
        { receiver: "on-call", matchers: ['severity="critical"'] },
        { receiver: "dingtalk", matchers: ['owner="vendor \\"02\\""', 'severity="warning"'] },
        { receiver: "team", matchers: [] },
      ],
    });
  });

  it("keeps a warning quiet while the same alert is critical", () => {
    expect(alertmanagerConfiguration(specification).inhibit_rules).toContainEqual({
      source_matchers: ['severity="critical"'],
      target_matchers: ['severity=~"warning|info"'],
      equal: ["cluster", "namespace", "alertname"],
    });
  });
});
