/** A line to change: the first with this text after the one that names what it belongs to. */
export interface LineEdit {
  readonly of: string;
  readonly from: string;
  readonly to: string;
}

/** A YAML text in which one line is another. @throws Error when there is no such line. */
export function editedLine(text: string, { of, from, to }: LineEdit): string {
  const lines = text.split("\n");
  const start = lines.findIndex((line) => line.trim() === `- ${of}`);
  const index = lines.findIndex((line, number) => start >= 0 && number > start && line.trim() === from);
  if (index < 0) throw new Error(`there is no line "${from}" after "- ${of}"`);
  return lines.map((line, number) => (number === index ? line.replace(from, to) : line)).join("\n");
}
