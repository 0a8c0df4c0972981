import { parse, parseAllDocuments } from "yaml";
import { evaluateText, type Resolve } from "./expressions";
import { isRecord, type JsonRecord } from "./json-record";
import { isKubernetesObject, type KubernetesObject, type TerraformResource } from "./kubernetes";

/**
 * The Kubernetes objects that stand whole in the values of a Helm release, wherever in them: as maps, or as YAML text of one
 * document or several. An object inside of another one is part of that one.
 *
 * @param resolve what the references in the values yield. Left out for a plan or a state.
 * @throws Error with the release's address when its values cannot be read.
 */
export function chartObjects({ address, values }: TerraformResource, resolve?: Resolve): KubernetesObject[] {
  const texts: readonly unknown[] = Array.isArray(values.values) ? values.values : [];
  try {
    const merged = texts.map((text) => chartValues(String(text), resolve)).reduce(mergedValues, {});
    return objectsIn(merged);
  } catch (error) {
    throw new Error(`${address}.values: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function chartValues(text: string, resolve: Resolve | undefined): JsonRecord {
  const values = parsedValues(resolve ? String(evaluateText(text, resolve)) : text);
  if (values === null || values === undefined) return {};
  if (isRecord(values)) return values;
  throw new Error(`got ${JSON.stringify(values)}, expected a map`);
}

/** JSON is YAML, and is read much faster. */
function parsedValues(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return parse(text);
  }
}

/** As Helm merges: maps key by key, all else as the later one says. */
function mergedValues(earlier: JsonRecord, later: JsonRecord): JsonRecord {
  const merged: Record<string, unknown> = { ...earlier };
  for (const [key, value] of Object.entries(later)) {
    const before = merged[key];
    merged[key] = isRecord(before) && isRecord(value) ? mergedValues(before, value) : value;
  }
  return merged;
}

function objectsIn(value: unknown): KubernetesObject[] {
  if (isKubernetesObject(value)) return [value];
  if (typeof value === "string") return IS_MANIFEST.every((line) => line.test(value)) ? objectsInText(value) : [];
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  return isRecord(value) ? Object.values(value).flatMap(objectsIn) : [];
}

const IS_MANIFEST = [/^apiVersion:/m, /^kind:/m];

function objectsInText(text: string): KubernetesObject[] {
  return parseAllDocuments(text).flatMap((document) => {
    const [fault] = document.errors;
    if (fault) throw fault;
    return objectsIn(document.toJS());
  });
}
