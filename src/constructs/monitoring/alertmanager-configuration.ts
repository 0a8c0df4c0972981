import type { AlertingSpecification, ReceiverSpecification } from "../../environment/schema/alerting";
import type { ChartValues } from "../kubernetes/chart-values";

/** Takes alerts that are no news: those that always fire, and those that exist to silence others. */
const NOBODY = "nobody";

/** Where Alertmanager finds the Secrets that its release mounts. */
const SECRETS_FOLDER = "/etc/alertmanager/secrets";

/**
 * Alertmanager's configuration from the receivers and routes of the YAML. It holds no secret: WeCom's is read from a file
 * that is mounted from a Secret.
 */
export function alertmanagerConfiguration(alerting: AlertingSpecification): ChartValues {
  const { receivers, routes, smarthost, from } = alerting;
  return {
    global: {
      resolve_timeout: "5m",
      ...(smarthost !== undefined && { smtp_smarthost: smarthost, smtp_require_tls: true }),
      ...(from !== undefined && { smtp_from: from }),
    },
    route: {
      receiver: alerting.default,
      group_by: ["cluster", "namespace", "alertname"],
      group_wait: "30s",
      group_interval: "5m",
      repeat_interval: "4h",
      routes: [
        { receiver: NOBODY, matchers: ['alertname=~"Watchdog|InfoInhibitor"'] },
        ...routes.map(({ receiver, owner, severity }) => ({
          receiver,
          matchers: [
            ...(owner === undefined ? [] : [matcher("owner", owner)]),
            ...(severity === undefined ? [] : [matcher("severity", severity)]),
          ],
        })),
      ],
    },
    inhibit_rules: [
      quiets('severity="critical"', 'severity=~"warning|info"'),
      quiets('severity="warning"', 'severity="info"'),
      // The rules of kube-prometheus-stack raise InfoInhibitor where nothing but news without weight comes from a namespace.
      {
        source_matchers: ['alertname="InfoInhibitor"'],
        target_matchers: ['severity="info"'],
        equal: ["cluster", "namespace"],
      },
    ],
    receivers: [{ name: NOBODY }, ...receivers.map(receiverConfiguration)],
    templates: [],
  };
}

/** The Secrets of the monitoring namespace that the configuration reads files of. */
export function alertmanagerSecrets({ receivers }: AlertingSpecification): string[] {
  return [...new Set(receivers.flatMap((receiver) => (receiver.kind === "wecom" ? [receiver.secretName] : [])))];
}

function receiverConfiguration(receiver: ReceiverSpecification): ChartValues {
  const name = receiver.id;
  switch (receiver.kind) {
    case "wecom":
      return {
        name,
        wechat_configs: [
          {
            send_resolved: true,
            corp_id: receiver.corporationId,
            agent_id: receiver.agentId,
            to_party: receiver.toParty,
            api_secret_file: `${SECRETS_FOLDER}/${receiver.secretName}/api-secret`,
          },
        ],
      };
    case "webhook":
      return { name, webhook_configs: [{ send_resolved: true, url: receiver.url }] };
    case "email":
      return { name, email_configs: [{ send_resolved: true, to: receiver.to }] };
  }
}

function quiets(source: string, target: string): ChartValues {
  return { source_matchers: [source], target_matchers: [target], equal: ["cluster", "namespace", "alertname"] };
}

/** Alertmanager reads a matcher's value like JSON text. */
function matcher(label: string, value: string): string {
  return `${label}=${JSON.stringify(value)}`;
}
