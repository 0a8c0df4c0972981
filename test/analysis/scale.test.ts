import { wideNetworks } from "../../bench/large/wide-networks";
import { analyseIsolation } from "../../src/analysis/isolation/isolation";
import { lint } from "../../src/analysis/lint/lint";

/** Services of each cloud, each with machines, a group, a listener, a route and a site of its own. */
const SMALL = 75;
const TIMES = 8;

/** Near to eight times for eight times the size, where comparing each with each would take sixty-four. */
const MOST_RATIO = 16;
const RUNS = 3;

const small = wideNetworks(SMALL);
const large = wideNetworks(SMALL * TIMES);

describe("networks eight times as large", () => {
  it.each([
    ["isolation", ({ files, intent }: typeof small) => void analyseIsolation(files, intent)],
    ["lint", ({ files, intent }: typeof small) => void lint(files, intent)],
  ])("cost %s near to eight times as much CPU", (_, analyse) => {
    // Once for the compiler.
    analyse(large);
    expect(
      cpuSeconds(() => {
        analyse(large);
      }) /
        cpuSeconds(() => {
          analyse(small);
        }),
    ).toBeLessThan(MOST_RATIO);
  });

  it("are read whole, and nothing in them passes undeclared or is too much", () => {
    const { paths, violations, notUnderstood } = analyseIsolation(large.files, large.intent);
    expect({ violations, notUnderstood, findings: lint(large.files, large.intent).findings }).toEqual({
      violations: [],
      notUnderstood: [],
      findings: [],
    });
    // To each member, for each service from its site and from whom it is asked by.
    expect(paths.all.length).toBeGreaterThanOrEqual(SMALL * TIMES * 2 * 3);
  });
});

/** The cheapest of several runs: what else runs on the machine only ever adds. */
function cpuSeconds(run: () => void): number {
  const costs = Array.from({ length: RUNS }, () => {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  });
  return Math.min(...costs);
}
