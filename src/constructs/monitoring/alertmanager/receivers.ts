import type { AlertingSpecification, ReceiverSpecification } from "../../../environment/schema/alerting";
import type { ChartValues } from "../../kubernetes/chart-values";
import { SUBJECT, TEXT } from "./messages";
import { NOBODY, type VendorRecipient } from "./recipients";

/** Where Alertmanager finds the Secrets that its release mounts. */
const SECRETS_FOLDER = "/etc/alertmanager/secrets";

/** The receivers of the YAML, and those of the vendors that are told by mail. None holds a secret: they name files. */
export function receivers(
  { receivers: listed }: AlertingSpecification,
  vendors: readonly VendorRecipient[],
): ChartValues[] {
  return [
    { name: NOBODY },
    ...listed.map((receiver) => ({ name: receiver.id, ...configuration(receiver) })),
    ...vendors.flatMap(({ receiver, mail }) => (mail === undefined ? [] : [{ name: receiver, ...mailTo(mail) }])),
  ];
}

/** What every mail needs: the server, the sender, TLS and the password's file. */
export function mailSettings({ smarthost, from, smarthostLogin }: AlertingSpecification): ChartValues {
  return {
    ...(smarthost !== undefined && { smtp_smarthost: smarthost, smtp_require_tls: true }),
    ...(from !== undefined && { smtp_from: from }),
    ...(smarthostLogin && {
      smtp_auth_username: smarthostLogin.user,
      smtp_auth_password_file: secretFile(smarthostLogin.secretName, "password"),
    }),
  };
}

/** The Secrets of the monitoring namespace that the configuration reads files of. */
export function alertmanagerSecrets({ receivers, smarthostLogin }: AlertingSpecification): string[] {
  const names = [...receivers.map(secretOf), smarthostLogin?.secretName];
  return [...new Set(names.filter((name) => name !== undefined))];
}

function secretOf(receiver: ReceiverSpecification): string | undefined {
  return receiver.kind === "email" ? undefined : receiver.secretName;
}

function configuration(receiver: ReceiverSpecification): ChartValues {
  switch (receiver.kind) {
    case "wecom":
      return {
        wechat_configs: [
          {
            send_resolved: true,
            api_url: receiver.apiUrl,
            corp_id: receiver.corporationId,
            agent_id: receiver.agentId,
            to_party: receiver.toParty,
            api_secret_file: secretFile(receiver.secretName, "api-secret"),
            message: TEXT,
          },
        ],
      };
    case "webhook":
      return { webhook_configs: [{ send_resolved: true, ...webhookAddress(receiver) }] };
    case "email":
      return mailTo(receiver.to);
  }
}

function webhookAddress({ url, secretName }: Extract<ReceiverSpecification, { kind: "webhook" }>): ChartValues {
  if (secretName !== undefined) return { url_file: secretFile(secretName, "url") };
  return url === undefined ? {} : { url };
}

function mailTo(address: string): ChartValues {
  return { email_configs: [{ send_resolved: true, to: address, headers: { Subject: SUBJECT }, html: "", text: TEXT }] };
}

function secretFile(secretName: string, key: string): string {
  return `${SECRETS_FOLDER}/${secretName}/${key}`;
}
