import type { Seed } from "./seed";

const LOWER_CASE = "abcdefghijklmnopqrstuvwxyz";
export const LOWER_CASE_AND_DIGITS = `${LOWER_CASE}0123456789`;

/** A random UUID's form (version 4). */
export function uuid(seed: Seed, label: string): string {
  const bytes = seed.bytes(label, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** Tianyi Cloud's form: `vpc-` and ten lower-case letters and digits. */
export function prefixedId(prefix: string, seed: Seed, label: string): string {
  return `${prefix}-${seed.text(label, 10, LOWER_CASE_AND_DIGITS)}`;
}

/** A locally administered MAC address, as OpenStack gives its ports. */
export function macAddress(seed: Seed, label: string): string {
  return ["fa:16:3e", ...(seed.hex(label, 6).match(/../g) ?? [])].join(":");
}
