export type JsonRecord = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A record with the same keys; anything else stays as it is. */
export function mapRecord(value: JsonRecord, transform: (value: unknown, key: string) => unknown): JsonRecord;
export function mapRecord(value: unknown, transform: (value: unknown, key: string) => unknown): unknown;
export function mapRecord(value: unknown, transform: (value: unknown, key: string) => unknown): unknown {
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, transform(inner, key)]));
}

/** A record without some of its keys. */
export function withoutKeys(value: JsonRecord, ...keys: readonly string[]): JsonRecord {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}
