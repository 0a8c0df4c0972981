import { z } from "zod";
import { ownAlerts } from "./alert-rules";
import { identifier, owner } from "./names";

const receiver = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("wecom").describe("A WeCom application, Alertmanager's own wechat_configs."),
    id: identifier(),
    corporationId: z.string().min(1),
    agentId: z.string().regex(/^\d+$/, "expected the number of the WeCom application"),
    toParty: z.string().min(1).describe("Department that is called."),
    secretName: identifier(63).describe("Kubernetes Secret in the monitoring namespace; its key api-secret is read."),
  }),
  z.strictObject({
    kind: z.literal("webhook").describe("An HTTP endpoint, such as a bridge to DingTalk."),
    id: identifier(),
    url: z.url(),
  }),
  z.strictObject({
    kind: z.literal("email"),
    id: identifier(),
    to: owner(),
  }),
]);

const route = z.strictObject({
  owner: z.string().min(1).optional().describe("The alert's label owner. Default: any."),
  severity: z.enum(["critical", "warning", "info"]).optional().describe("Default: any."),
  receiver: identifier(),
});

export const alerting = z.strictObject({
  receivers: z.array(receiver).min(1),
  default: identifier().describe("Receiver of whatever no route takes."),
  routes: z.array(route).default([]).describe("In order: the first that fits takes the alert."),
  smarthost: z
    .string()
    .regex(/^[^:]+:\d+$/, "expected host:port")
    .optional()
    .describe("Mail server; needed by e-mail receivers."),
  from: owner().optional().describe("Sender of mail; needed by e-mail receivers."),
  ...ownAlerts,
});
export type AlertingSpecification = z.output<typeof alerting>;
export type ReceiverSpecification = z.output<typeof receiver>;
