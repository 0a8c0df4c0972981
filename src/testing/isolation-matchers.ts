import { crossings } from "../analysis/isolation/explanation/crossings";
import { explain } from "../analysis/isolation/explanation/explain";
import { reportExplanation, reportWays } from "../report/isolation-explanation";
import { analysed, type Isolatable } from "./analysed";

declare global {
  namespace jest {
    interface Matchers<R, T> {
      /**
       * Nothing passes from the one zone to the other, nor back, except through the exchange. `internet` is also the internet
       * itself. Computed from the Terraform alone.
       *
       * @example expect(app).toIsolate("internet", "medical");
       * @example expect({ environment: "prod", outdir: "cdktf.out" }).toIsolate("internet", "medical");
       */
      toIsolate: T extends Isolatable ? (zone: string, other: string) => R : never;
      /**
       * A connection passes, directly or over what relays it. The ends are those of `health-cloud isolation explain`: an
       * address, a block, `internet`, a name such as `medical/worker`, pods such as `vendor-02/appointment-pool`.
       *
       * @example expect(app).toReach("internet/worker", "load-balancer/exchange", "tcp/9003");
       */
      toReach: T extends Isolatable ? (source: string, destination: string, port: string) => R : never;
    }
  }
}

interface MatcherResult {
  readonly pass: boolean;
  message(): string;
}

/** Matchers for jest: `expect.extend(isolationMatchers)`. They need neither Terraform nor a network. */
export const isolationMatchers = {
  toIsolate(received: unknown, zone: string, other: string): MatcherResult {
    const { paths, intent } = analysed(received, "toIsolate");
    const ways = [...crossings(paths, intent, zone, other), ...crossings(paths, intent, other, zone)];
    return {
      pass: ways.length === 0,
      message: () =>
        ways.length === 0
          ? `nothing passes between ${zone} and ${other} but through the exchange\n`
          : `expected nothing to pass between ${zone} and ${other} but through the exchange\n${reportWays(ways)}`,
    };
  },

  toReach(received: unknown, source: string, destination: string, port: string): MatcherResult {
    const reachability = analysed(received, "toReach");
    const explanation = explain(reachability, reachability.intent, source, destination, port);
    const pass = explanation.ways.length > 0;
    return {
      pass,
      message: () =>
        `expected ${source} ${pass ? "not " : ""}to reach ${destination} on ${port}\n${reportExplanation(explanation)}`,
    };
  },
};
