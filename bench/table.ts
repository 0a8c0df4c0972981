/** A table whose first row is its head, and whose first column has the names. */
export function table(rows: readonly (readonly string[])[]): string {
  const [head = []] = rows;
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  ");
  return `${rows.map(line).join("\n")}\n`;
}

export function seconds(number: number): string {
  return `${number.toFixed(2)} s`;
}

export function mebibytes(number: number): string {
  return `${number.toFixed(0)} MiB`;
}
