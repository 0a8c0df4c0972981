import { isRecord } from "../../../../src/terraform/json-record";

/** What was sent and is not stored as it was sent: the path of each field, with both values. */
export function lostFields(sent: unknown, stored: unknown, path = ""): string[] {
  if (isRecord(sent) && isRecord(stored)) {
    return Object.entries(sent).flatMap(([key, value]) =>
      isEmpty(value) && stored[key] === undefined ? [] : lostFields(value, stored[key], `${path}.${key}`),
    );
  }
  if (Array.isArray(sent) && Array.isArray(stored) && sent.length === stored.length) {
    return sent.flatMap((item: unknown, index) => lostFields(item, stored[index], `${path}[${index}]`));
  }
  return sent === stored ? [] : [`${path}: sent ${JSON.stringify(sent)}, stored ${JSON.stringify(stored)}`];
}

/** The API leaves out what says nothing. */
function isEmpty(value: unknown): boolean {
  return value === 0 || value === false || value === "" || (Array.isArray(value) && value.length === 0);
}
