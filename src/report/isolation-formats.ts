import type { Explanation } from "../analysis/isolation/explanation/explain";
import type { MatrixCell } from "../analysis/isolation/explanation/matrix";
import type { Isolation } from "../analysis/isolation/isolation";
import type { Formatted } from "./formats";
import { reportExplanation, reportExplanationJson, reportMatrix, reportMatrixJson } from "./isolation-explanation";
import { reportIsolationJson } from "./isolation-json";
import {
  explanationTable,
  isolationTable,
  matrixTable,
  notUnderstoodTable,
  transitsTable,
  violationsTable,
} from "./isolation-tables";
import { reportIsolation, reportVerdict, type Judged } from "./isolation-text";
import { csvTable, markdownTable, markdownText, type Table } from "./table";

/** The verdict on an environment. */
export function isolationFormats(environment: string, result: Isolation & Judged): Formatted {
  return {
    text: () => reportIsolation(environment, result),
    json: () => reportIsolationJson(environment, result),
    markdown: () =>
      [
        `${markdownText(reportVerdict(environment, result))}\n`,
        section("Violations", violationsTable(result.violations)),
        section("Passed on by routers as asked for", transitsTable(result.transits)),
        section("Not understood", notUnderstoodTable(result.notUnderstood)),
      ].join(""),
    csv: () => csvTable(isolationTable(result)),
  };
}

/** Why something passes, or what stops it. */
export function explanationFormats(explanation: Explanation): Formatted {
  const table = explanationTable(explanation);
  return {
    text: () => reportExplanation(explanation),
    json: () => reportExplanationJson(explanation),
    markdown: () => markdownTable(table),
    csv: () => csvTable(table),
  };
}

/** What passes directly. */
export function matrixFormats(cells: readonly MatrixCell[]): Formatted {
  const table = matrixTable(cells);
  return {
    text: () => reportMatrix(cells),
    json: () => reportMatrixJson(cells),
    markdown: () => markdownTable(table),
    csv: () => csvTable(table),
  };
}

/** A table under its heading, where there is anything in it. */
export function section(heading: string, table: Table): string {
  return table.rows.length === 0 ? "" : `\n## ${heading}\n\n${markdownTable(table)}`;
}
