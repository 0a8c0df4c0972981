import { addTo } from "../collections";
import type { CanonicalSet } from "./canonical-set";

/** Values by sets: equal sets have the same value, whatever they were made of. */
export class SetMap<Key extends CanonicalSet<Key>, Value> {
  private readonly byFingerprint = new Map<number, { readonly key: Key; readonly value: Value }[]>();

  /** The value of a set; made when it is asked for the first time. */
  valueOf(key: Key, make: () => Value): Value {
    const known = this.byFingerprint.get(key.fingerprint)?.find((entry) => entry.key.equals(key));
    if (known) return known.value;
    const value = make();
    addTo(this.byFingerprint, key.fingerprint, { key, value });
    return value;
  }
}
