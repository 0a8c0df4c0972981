import { isArray, isObject, type Value } from "../wire/value";

/**
 * Whether both values count as "not set" in Terraform's older SDK, which cannot tell a null from the zero value of a type. A
 * change between two of these is no change to a provider built on it.
 */
export function bothZero(left: Value, right: Value): boolean {
  return isZero(left) && isZero(right);
}

function isZero(value: Value): boolean {
  if (value === null || value === "" || value === 0 || value === false) return true;
  return isArray(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0;
}
