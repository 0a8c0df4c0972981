/**
 * The package is published for `require` as well as for `import`, and its own types say only the latter. This declares the
 * former, so that a CommonJS program may use it.
 */
declare module "@prometheus-io/lezer-promql" {
  import type { LRParser } from "@lezer/lr";

  /** Prometheus' own grammar of PromQL, as its page for queries uses it. */
  export const parser: LRParser;
}
