import { ruleGroups, type Alert, type RuleGroup } from "../src/constructs/monitoring/alerts";

/** A cluster that has all that rules exist for, with the schema's own schedules of backups. */
const EVERYTHING = {
  vendors: ["<vendor>"],
  services: [],
  etcd: true,
  etcdSnapshotHours: 6,
  backupHours: 24,
  longhorn: true,
  authorities: [{ name: "<authority>", endMonths: "<month>" }],
};

const ORIGIN = "Written by `npm run generate:runbooks` from `src/constructs/monitoring/alerts`: change it there.";

/** The pages of all alerts and their index, by file name. */
export function renderRunbooks(): ReadonlyMap<string, string> {
  const groups = ruleGroups(EVERYTHING);
  return new Map([
    ["README.md", index(groups)],
    ...groups.flatMap((group) => group.alerts.map((alert) => [`${alert.name}.md`, page(group, alert)] as const)),
  ]);
}

function index(groups: readonly RuleGroup[]): string {
  return [
    "# Runbooks",
    `A page for each alert: what it means, who answers for it, the first commands, and what it looks like when it is cured. ${ORIGIN}`,
    "`critical` calls somebody at once, `warning` is looked at today, `info` may be read.",
    ...groups.flatMap(({ title, alerts }) => [
      `## ${title}`,
      alerts
        .map(({ name, severity, summary }) => `- [${name}](${name}.md) (${severity}): ${withoutTemplates(summary)}`)
        .join("\n"),
    ]),
  ]
    .join("\n\n")
    .concat("\n");
}

function page({ title }: RuleGroup, alert: Alert): string {
  const { name, expression, severity, owner, summary, description, runbook } = alert;
  if (typeof runbook === "string") throw new Error(`alert ${name} has its page elsewhere: ${runbook}`);
  const pending = alert.for === undefined ? "at once" : `after ${alert.for}`;
  return [
    `# ${name}`,
    withoutTemplates(summary),
    [`- Subject: ${title}`, `- Severity: ${severity}, ${pending}`, `- Answers for it: ${owner.who}`].join("\n"),
    "## What it means",
    runbook.meaning,
    withoutTemplates(description),
    "## First commands",
    `\`\`\`sh\n${runbook.commands.join("\n")}\n\`\`\``,
    "## Cured when",
    runbook.cured,
    "## Condition",
    `\`\`\`promql\n${expression}\n\`\`\``,
    ORIGIN,
  ]
    .join("\n\n")
    .concat("\n");
}

/** What Prometheus fills in, as a reader understands it. */
function withoutTemplates(text: string): string {
  return text
    .replace(/\{\{ \$labels\.(\w+) \}\}/g, (_, label: string) => `\`${label}\``)
    .replace(/\{\{ \$value[^}]*\}\}/g, "`value`");
}
