import { stringify } from "csv-stringify/sync";

/** What a report says, as rows of words. */
export interface Table {
  readonly columns: readonly string[];
  /** As many cells in each as there are columns. */
  readonly rows: readonly (readonly string[])[];
}

/** Columns as wide as their widest cell. Nothing when there are no rows. */
export function textTable({ rows }: Table): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  return rows
    .map(
      (row) =>
        row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join("  ")
          .trimEnd() + "\n",
    )
    .join("");
}

/** A table of GitHub's Markdown. Nothing when there are no rows. */
export function markdownTable({ columns, rows }: Table): string {
  if (rows.length === 0) return "";
  return [columns, columns.map(() => "---"), ...rows.map((row) => row.map(markdownText))]
    .map((row) => `| ${row.join(" | ")} |\n`)
    .join("");
}

/** CSV as RFC 4180 has it, with its header, lines ended as on Unix. */
export function csvTable({ columns, rows }: Table): string {
  return stringify([...rows], { header: true, columns: [...columns] });
}

/** Text in which Markdown sees no table, emphasis, code or markup. */
export function markdownText(text: string): string {
  return text.replace(/[\\|*_`<>[\]]/g, "\\$&").replace(/\s*\n\s*/g, " ");
}
