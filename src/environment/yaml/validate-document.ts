import type { z } from "zod";
import { sortFaults, type Outcome } from "./fault";
import type { YamlDocument } from "./parse-yaml";
import { formatPath } from "./place";
import { checkValue } from "./schema-faults";

/**
 * Checks a document against a schema. All faults at once, sorted by place: of a value at the value, of an unknown key at the
 * key, of a missing one at the mapping that lacks it.
 */
export function validateDocument<Schema extends z.ZodType>(
  document: YamlDocument,
  schema: Schema,
): Outcome<z.output<Schema>> {
  const checked = checkValue(document.value, schema);
  if ("value" in checked) return checked;
  const faults = checked.faults.map(({ path, isKey, message }) => ({
    place: isKey ? document.keyPlaceOf(path) : document.placeOf(path),
    path: formatPath(path),
    message,
  }));
  return { faults: sortFaults(faults) };
}
