import { isRecord } from "./json-record";

/** Which of a backend's settings say where a state lies; the others say how it is reached. */
const PLACE_OF_STATE: Readonly<Record<string, readonly string[]>> = {
  local: ["path"],
  s3: ["bucket", "key"],
  pg: ["schema_name"],
  http: ["address"],
};

/** Tells a state from every other: equal for the backend of a stack and for a data source that reads it. */
export function stateIdentity(backend: unknown, settings: unknown): string {
  const name = String(backend);
  const given = isRecord(settings) ? settings : {};
  const keys = PLACE_OF_STATE[name] ?? Object.keys(given).sort();
  return JSON.stringify([name, ...keys.map((key) => given[key] ?? null)]);
}
