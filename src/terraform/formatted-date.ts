/** The parts of a date that are read: Terraform knows more, such as names of months. */
const FIELDS: Readonly<Record<string, (date: Date) => string>> = {
  YYYY: (date) => padded(date.getUTCFullYear(), 4),
  MM: (date) => padded(date.getUTCMonth() + 1, 2),
  M: (date) => String(date.getUTCMonth() + 1),
  DD: (date) => padded(date.getUTCDate(), 2),
  D: (date) => String(date.getUTCDate()),
};
const LETTERS = /([A-Za-z])\1*/g;
/** Terraform's providers write times in UTC. */
const TIMESTAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/**
 * What Terraform's `formatdate` makes of a time.
 * @throws Error when it is no time in UTC (RFC 3339), or when the format has parts that are not read.
 */
export function formattedDate(format: string, time: unknown): string {
  if (typeof time !== "string" || !TIMESTAMP.test(time)) {
    throw new Error(`formatdate() got ${JSON.stringify(time)}, expected a time such as "2036-01-31T00:00:00Z"`);
  }
  const date = new Date(time);
  return format.replace(LETTERS, (field) => {
    const write = FIELDS[field];
    if (!write) {
      throw new Error(`formatdate() got the part ${field}, expected one of ${Object.keys(FIELDS).join(", ")}`);
    }
    return write(date);
  });
}

function padded(value: number, length: number): string {
  return String(value).padStart(length, "0");
}
