/** How a report can be printed: for a person, for a program, for a review, for a spreadsheet. */
export const FORMATS = ["text", "json", "markdown", "csv"] as const;

export type Format = (typeof FORMATS)[number];

/** A report in each of the formats, made when it is asked for. */
export type Formatted = Readonly<Record<Format, () => string>>;
