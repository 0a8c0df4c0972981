/** Ranks of alerts: a person is called at once, looks at it today, or may read it. */
export const SEVERITIES = ["critical", "warning", "info"] as const;
export type Severity = (typeof SEVERITIES)[number];
