import { spawnSync } from "node:child_process";

/** A program with its first arguments, which runs the command line that follows them. */
export type Starter = readonly [file: string, ...words: string[]];

/** Root needs no user namespace, which some machines refuse; others need one. */
const STARTERS: readonly Starter[] = [
  ["unshare", "--net", "--"],
  ["unshare", "--map-root-user", "--net", "--"],
];

/**
 * Starts a program in a network namespace of its own, in which nothing is up, loopback neither: Unix sockets are all that
 * leads out, by which Terraform speaks to its providers.
 *
 * @returns undefined where the machine allows none.
 */
export function withoutNetwork(): Starter | undefined {
  return STARTERS.find(([file, ...words]) => spawnSync(file, [...words, "true"]).status === 0);
}
