import type { Finding, LintedResource } from "../analysis/lint/finding";
import type { LintResult } from "../analysis/lint/lint";
import type { Formatted } from "./formats";
import { csvTable, markdownTable, markdownText, type Table } from "./table";

/** What lint found in an environment. */
export function lintFormats(environment: string, result: LintResult): Formatted {
  const { findings } = result;
  const summary = summaryOf(environment, result);
  return {
    text: () => [summary, ...findings.map(reportFinding)].join(""),
    json: () => `${JSON.stringify({ environment, findings, notUnderstood: result.notUnderstood }, undefined, 1)}\n`,
    markdown: () =>
      [`${markdownText(summary.trimEnd())}\n`, findings.length > 0 ? "\n" : "", markdownTable(tableOf(findings))].join(
        "",
      ),
    csv: () => csvTable(tableOf(findings)),
  };
}

function summaryOf(environment: string, { findings, notUnderstood }: LintResult): string {
  const found = `${findings.length} ${findings.length === 1 ? "finding" : "findings"}`;
  const unread =
    notUnderstood.length === 0
      ? ""
      : `; nothing is said about what is not understood, which health-cloud isolation ${environment} lists`;
  return `${environment}: ${found}${unread}\n`;
}

function reportFinding({ kind, sentence, because, ...resource }: Finding): string {
  return [`\n${kind}: ${sentence}\n`, reportResource(resource), because ? reportResource(because) : ""].join("");
}

function reportResource({ stack, address, source }: LintedResource): string {
  return `    ${source ?? "no line"}  ${stack} ${address}\n`;
}

function tableOf(findings: readonly Finding[]): Table {
  return {
    columns: ["kind", "source", "stack", "address", "sentence", "because source", "because stack", "because address"],
    rows: findings.map(({ kind, source, stack, address, sentence, because }) => [
      kind,
      source ?? "",
      stack,
      address,
      sentence,
      because?.source ?? "",
      because?.stack ?? "",
      because?.address ?? "",
    ]),
  };
}
