import { z } from "zod";
import { maintenanceWindow } from "./maintenance";
import { SEVERITIES } from "./severities";
import { ownAlerts } from "./alert-rules";
import { identifier, owner } from "./names";

const receiver = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("wecom").describe("A WeCom application, Alertmanager's own wechat_configs."),
    id: identifier(),
    corporationId: z.string().min(1),
    apiUrl: z
      .url({ protocol: /^https$/, error: "expected an https URL" })
      .default("https://qyapi.weixin.qq.com/cgi-bin/")
      .describe("The application's API; a WeCom of one's own has another. An external endpoint has its host and port."),
    agentId: z.string().regex(/^\d+$/, "expected the number of the WeCom application"),
    toParty: z.string().min(1).describe("Department that is called."),
    secretName: identifier(63).describe("Kubernetes Secret in the monitoring namespace; its key api-secret is read."),
  }),
  z.strictObject({
    kind: z.literal("webhook").describe("An HTTP endpoint, such as a bridge to DingTalk."),
    id: identifier(),
    url: z
      .url({ protocol: /^https?$/, error: "expected an http or https URL" })
      .optional()
      .describe(
        "Of an endpoint whose address is no secret. An external endpoint has its host and port. Default: secretName says it.",
      ),
    secretName: identifier(63)
      .optional()
      .describe("Kubernetes Secret in the monitoring namespace; its key url is read. Default: url says it."),
    endpoint: identifier()
      .optional()
      .describe("Id of the external endpoint to which the address in that Secret leads; needed beside secretName."),
  }),
  z.strictObject({
    kind: z.literal("email"),
    id: identifier(),
    to: owner(),
  }),
]);

const route = z.strictObject({
  owner: z.string().min(1).optional().describe("`platform`, `network` or the id of a vendor. Default: any."),
  severity: z.enum(SEVERITIES).optional().describe("Default: any."),
  receiver: identifier(),
});

export const alerting = z.strictObject({
  receivers: z.array(receiver).min(1),
  default: identifier().describe("Receiver of whatever no route takes."),
  routes: z
    .array(route)
    .default([])
    .describe("In order: the first that fits takes the alert. A vendor is told of its own alerts besides."),
  heartbeat: identifier()
    .optional()
    .describe(
      "Receiver, a webhook outside of all clouds, that hears each minute from each cluster that its alarms work. Default: none.",
    ),
  maintenance: z.array(maintenanceWindow).default([]).describe("Times in which alerts that are expected are not sent."),
  smarthost: z
    .string()
    .regex(/^[^:]+:\d+$/, "expected host:port")
    .optional()
    .describe(
      "Mail server; needed by e-mail receivers. An external endpoint has its host and port; through the exchange the port is 465.",
    ),
  from: owner().optional().describe("Sender of mail; needed by e-mail receivers."),
  smarthostLogin: z
    .strictObject({
      user: z.string().min(1),
      secretName: identifier(63).describe("Kubernetes Secret in the monitoring namespace; its key password is read."),
    })
    .optional()
    .describe("Default: the mail server asks for none."),
  ...ownAlerts,
});
export type AlertingSpecification = z.output<typeof alerting>;
export type ReceiverSpecification = z.output<typeof receiver>;
export type RouteSpecification = z.output<typeof route>;
