import { fault, indexed, list, type Rule, type RuleContext } from "./rule";

/** Mail needs a server and a sender. */
export const mailReceivers: Rule = (context) => {
  const { alerting } = context.specification;
  const mail = alerting.receivers.find(({ kind }) => kind === "email");
  if (!mail) return [];
  return (["smarthost", "from"] as const)
    .filter((key) => alerting[key] === undefined)
    .map((key) =>
      fault(
        context,
        ["alerting"],
        `missing ${key}, expected ${key === "smarthost" ? "a mail server such as mail.health.example:465" : "the sender's e-mail address"}, since receiver ${mail.id} is e-mail`,
      ),
    );
};

/** The mail server also tells vendors, so it needs a sender whoever the receivers are; a login is nothing without it. */
export const mailServer: Rule = (context) => {
  const { receivers, smarthost, from, smarthostLogin } = context.specification.alerting;
  const mails = receivers.some(({ kind }) => kind === "email");
  return [
    ...(smarthost !== undefined && from === undefined && !mails
      ? [
          fault(
            context,
            ["alerting", "smarthost"],
            `got ${smarthost} without from, expected the sender's e-mail address: vendors without a receiver are told by mail`,
          ),
        ]
      : []),
    ...(smarthost === undefined && smarthostLogin
      ? [fault(context, ["alerting", "smarthostLogin"], "got a login without smarthost, expected the mail server")]
      : []),
  ];
};

/** A webhook's address stands in the YAML or, where it is a secret, in a Secret. */
export const webhookAddresses: Rule = (context) =>
  indexed(context.specification.alerting.receivers).flatMap(({ value, index }) => {
    if (value.kind !== "webhook") return [];
    const given = [value.url, value.secretName].filter((address) => address !== undefined).length;
    if (given === 1) return [];
    return [
      fault(
        context,
        ["alerting", "receivers", index],
        `got ${given === 0 ? "neither url nor secretName" : "both url and secretName"}, expected one of them: url, or secretName where the address holds a token`,
      ),
    ];
  });

/** Every receiver is told of something. One that seems unused while another name is misspelt may be the one that is meant. */
export const usedReceivers: Rule = (context) => {
  const { alerting, vendors } = context.specification;
  const used = new Set([
    alerting.default,
    ...alerting.routes.map(({ receiver }) => receiver),
    ...(alerting.heartbeat === undefined ? [] : [alerting.heartbeat]),
    ...vendors.flatMap(({ receiver }) => receiver ?? []),
  ]);
  const known = alerting.receivers.map(({ id }) => id);
  if ([...used].some((name) => !known.includes(name))) return [];
  return indexed(known).flatMap(({ value: id, index }) =>
    used.has(id)
      ? []
      : [
          fault(
            context,
            ["alerting", "receivers", index, "id"],
            `got receiver ${id}, which nothing uses, expected a route, a vendor, a heartbeat or default that names it: remove it or name it`,
          ),
        ],
  );
};

/** A heartbeat goes to a webhook: people would be called each minute. */
export const heartbeat: Rule = (context) => {
  const { receivers, heartbeat: given } = context.specification.alerting;
  const kind = receivers.find(({ id }) => id === given)?.kind;
  if (given === undefined || kind === undefined || kind === "webhook") return [];
  const webhooks = receivers.filter((receiver) => receiver.kind === "webhook").map(({ id }) => id);
  return [
    fault(
      context,
      ["alerting", "heartbeat"],
      `got "${given}", a receiver of kind ${kind}, expected a webhook${webhooks.length > 0 ? `, one of ${list(webhooks)}` : ""}: it is told each minute`,
    ),
  ];
};

/** The owners of alerts: the platform's people, the network's, and the vendors of services. */
export function alertOwners({ specification: { services, vendors } }: RuleContext): string[] {
  const serving = new Set(services.map(({ vendor }) => vendor));
  return ["platform", "network", ...vendors.map(({ id }) => id).filter((id) => serving.has(id))];
}
