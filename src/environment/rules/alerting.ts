import { fault, type Rule } from "./rule";

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
        `missing ${key}, expected ${key === "smarthost" ? "a mail server such as mail.health.example:587" : "the sender's e-mail address"}, since receiver ${mail.id} is e-mail`,
      ),
    );
};
