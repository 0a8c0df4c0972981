import { Seed } from "../values/seed";
import type { Identity } from "./identities";

/** What the simulation keeps with a resource in the state, beside its values. */
export interface PrivateData {
  readonly identity: Identity;
  /** Read by an import, which knows no more than the id. */
  readonly imported: boolean;
}

export function writePrivateData({ identity, imported }: PrivateData): Uint8Array {
  return Buffer.from(JSON.stringify({ ...identity, ...(imported ? { imported } : {}) }));
}

/** Reads private data. A state that another provider wrote has none of ours: its resources are told apart by their bytes. */
export function readPrivateData(bytes: Uint8Array, state: Uint8Array): PrivateData {
  const data = parse(Buffer.from(bytes).toString());
  if (data) return data;
  return { identity: { kind: Seed.of(state).toString(), number: 0 }, imported: false };
}

function parse(text: string): PrivateData | undefined {
  try {
    const data: unknown = JSON.parse(text);
    if (typeof data !== "object" || data === null || !("kind" in data) || !("number" in data)) return undefined;
    const { kind, number } = data;
    if (typeof kind !== "string" || typeof number !== "number") return undefined;
    return { identity: { kind, number }, imported: "imported" in data };
  } catch {
    return undefined;
  }
}
