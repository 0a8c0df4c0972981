import { resolve } from "node:path";

export const ROOT = resolve(__dirname, "..");

/** Something that is measured. Its folder is temporary; in it stands `hook.js`, which tells a program's cost. */
export interface Bench {
  /** What it measures, as its table is headed. */
  readonly title: string;
  /** @returns the table of what was measured. */
  run(folder: string): Promise<string>;
}
