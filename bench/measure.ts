import { spawnSync } from "node:child_process";

/** What one run of a program costs. */
export interface Cost {
  /** User and system time of the process. */
  readonly cpuSeconds: number;
  /** Resident memory at its highest. */
  readonly peakMebibytes: number;
}

export interface ProgramProps {
  /** Path of a JavaScript file. */
  readonly program: string;
  readonly arguments: readonly string[];
  /** The folder in which it runs. */
  readonly folder: string;
  /** Path of a file with the text of {@link COST_HOOK}. */
  readonly hook: string;
}

/** Runs inside the measured process and tells at its end what it has used. */
export const COST_HOOK = `process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  process.stderr.write("\\n" + JSON.stringify([(userCPUTime + systemCPUTime) / 1e6, maxRSS / 1024]));
});
`;

/** The cost of a program in a process of its own: the cheapest of several runs, since other programs only ever add. */
export function measure(runs: number, props: ProgramProps): Cost {
  const costs = Array.from({ length: runs }, () => runOnce(props));
  return costs.reduce((best, cost) => (cost.cpuSeconds < best.cpuSeconds ? cost : best));
}

function runOnce({ program, arguments: given, folder, hook }: ProgramProps): Cost {
  const { status, stderr } = spawnSync(process.execPath, ["--require", hook, program, ...given], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, HEALTH_CLOUD_ENVIRONMENTS: "prod" },
  });
  if (status !== 0) throw new Error(`${program} ${given.join(" ")} ended with ${String(status)}:\n${stderr}`);
  const answer: unknown = JSON.parse(stderr.slice(stderr.lastIndexOf("\n")));
  if (!Array.isArray(answer)) throw new Error(`${program} did not tell its cost:\n${stderr}`);
  const [cpuSeconds = Number.NaN, peakMebibytes = Number.NaN] = answer.map(Number);
  return { cpuSeconds, peakMebibytes };
}
