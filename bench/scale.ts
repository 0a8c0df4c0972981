import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { JUDGE_VARIABLE } from "../src/app/judge-synthesized";
import { Configuration } from "../src/terraform/configuration";
import { readStacks } from "../src/terraform/read-stacks";
import { ROOT, type Bench } from "./bench";
import { FULL, sizeOf, writeLargeEnvironment, type Size } from "./large/environment";
import { measure, type Cost } from "./measure";
import { mebibytes, seconds, table } from "./table";

/** Parts of the full size, each twice the one before. */
const PARTS = [1 / 8, 1 / 4, 1 / 2, 1];
const RUNS = 3;

/** What the full size may cost. */
const MOST_CPU_SECONDS = 10;

/** How much more twice the size may cost: near to twice. */
const MOST_RATIO = 2.5;

/** Without it cdktf keeps for each of a hundred thousand tokens where in the code it was made. */
const QUICKLY = "Error.captureStackTrace = () => undefined;\n";

const RULES = ["openstack_networking_secgroup_rule_v2", "ctyun_security_group_rule", "kubernetes_network_policy_v1"];

interface Measured {
  readonly size: Size;
  readonly rules: number;
  readonly isolation: Cost;
  readonly lint: Cost;
}

/** What `health-cloud isolation` and its lint cost as an environment grows, up to the largest one that is promised. */
export const SCALE: Bench = {
  title: `Isolation as prod grows to ${FULL.nodes} nodes, ${FULL.sites} sites and ${FULL.services} services`,
  async run(folder) {
    const measured: Measured[] = [];
    for (const part of PARTS) measured.push(await measureSize(folder, part));
    const rows = measured.map(({ size, rules, isolation, lint }, index) => {
      const before = measured[index - 1];
      return [
        String(size.nodes),
        String(size.sites),
        String(size.services),
        String(rules),
        ...cells(isolation, before?.isolation),
        ...cells(lint, before?.lint),
      ];
    });
    const head = ["nodes", "sites", "services", "rules", "isolation", "ratio", "memory", "lint", "ratio", "memory"];
    const made = table([head, ...rows]);
    const broken = measured.flatMap(({ isolation, lint }, index) => [
      ...limits("isolation", isolation, measured[index - 1]?.isolation),
      ...limits("lint", lint, measured[index - 1]?.lint),
    ]);
    if (broken.length > 0) throw new Error(`${made}${broken.join("\n")}`);
    return made;
  },
};

async function measureSize(folder: string, part: number): Promise<Measured> {
  const size = sizeOf(part);
  const own = join(folder, String(size.nodes));
  mkdirSync(own);
  writeLargeEnvironment(join(own, "environments"), size);
  const quickly = join(own, "quickly.js");
  writeFileSync(quickly, QUICKLY);
  const hook = join(folder, "hook.js");
  await measure(1, {
    program: join(ROOT, "lib", "main.js"),
    arguments: [],
    folder: own,
    hook,
    variables: { [JUDGE_VARIABLE]: "no", NODE_OPTIONS: `--require ${quickly} --max-old-space-size=6000` },
  });
  const cost = (...given: string[]) =>
    measure(RUNS, {
      program: join(ROOT, "lib", "cli", "health-cloud.js"),
      arguments: ["isolation", ...given],
      folder: own,
      hook,
      // Lint has findings in prod.
      exitCodes: [0, 1],
    });
  return { size, rules: rulesIn(own), isolation: await cost("prod"), lint: await cost("lint", "prod") };
}

/** How many rules of security groups and NetworkPolicies were written. */
function rulesIn(folder: string): number {
  const configuration = new Configuration(readStacks(join(folder, "cdktf.out")));
  return RULES.reduce((sum, type) => sum + configuration.ofType(type).length, 0);
}

function cells(cost: Cost, before: Cost | undefined): string[] {
  return [seconds(cost.cpuSeconds), before ? ratio(cost, before).toFixed(2) : "", mebibytes(cost.peakMebibytes)];
}

function limits(name: string, cost: Cost, before: Cost | undefined): string[] {
  const slow = cost.cpuSeconds > MOST_CPU_SECONDS;
  const steep = before !== undefined && ratio(cost, before) > MOST_RATIO;
  return [
    ...(slow ? [`${name} took ${seconds(cost.cpuSeconds)}, expected at most ${seconds(MOST_CPU_SECONDS)}`] : []),
    ...(steep
      ? [
          `${name} took ${ratio(cost, before).toFixed(2)} times as long for twice the size, expected at most ${MOST_RATIO}`,
        ]
      : []),
  ];
}

function ratio(cost: Cost, before: Cost): number {
  return cost.cpuSeconds / before.cpuSeconds;
}
