import { spawn } from "node:child_process";

/** What one run of a program costs. */
export interface Cost {
  readonly wallSeconds: number;
  /** User and system time of the process, its threads included. */
  readonly cpuSeconds: number;
  /** The same of the processes that it started, and of theirs. Not a number on systems that do not tell it in `/proc`. */
  readonly childrenCpuSeconds: number;
  /** Resident memory of the process at its highest. */
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
  /** @default none beside this process's own */
  readonly variables?: Readonly<Record<string, string>>;
  /** @default only 0 */
  readonly exitCodes?: readonly number[];
}

/** Runs inside the measured process and tells at its end what it has used. */
export const COST_HOOK = `process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const ticks = () => require("node:fs").readFileSync("/proc/self/stat", "latin1").split(") ")[1].split(" ");
  const children = process.platform === "linux" ? (Number(ticks()[13]) + Number(ticks()[14])) / 100 : null;
  process.stderr.write("\\n" + JSON.stringify([(userCPUTime + systemCPUTime) / 1e6, children, maxRSS / 1024]));
});
`;

/** The cost of a program in a process of its own: the cheapest of several runs, since other programs only ever add. */
export async function measure(runs: number, props: ProgramProps): Promise<Cost> {
  let best = await measureOnce(props);
  for (let run = 1; run < runs; run += 1) {
    const cost = await measureOnce(props);
    if (cost.cpuSeconds < best.cpuSeconds) best = cost;
  }
  return best;
}

async function measureOnce(props: ProgramProps): Promise<Cost> {
  const { program, arguments: given, folder, hook, variables, exitCodes = [0] } = props;
  const start = performance.now();
  const child = spawn(process.execPath, ["--require", hook, program, ...given], {
    cwd: folder,
    env: { ...process.env, HEALTH_CLOUD_ENVIRONMENTS: "prod", ...variables },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (part: Buffer) => (said += part.toString()));
  const exitCode = await new Promise<number | null>((resolve) => child.on("close", resolve));
  const wallSeconds = (performance.now() - start) / 1000;
  const told = said.slice(said.lastIndexOf("\n") + 1);
  const words = said.slice(0, -told.length).trim();
  if (exitCode === null || !exitCodes.includes(exitCode))
    throw new Error(`${program} ${given.join(" ")} ended with ${String(exitCode)}:\n${words}`);
  const answer: unknown = JSON.parse(told);
  if (!Array.isArray(answer)) throw new Error(`${program} did not tell its cost:\n${said}`);
  const [cpuSeconds = Number.NaN, childrenCpuSeconds = Number.NaN, peakMebibytes = Number.NaN] = answer.map(
    (number: unknown) => (typeof number === "number" ? number : Number.NaN),
  );
  return { wallSeconds, cpuSeconds, childrenCpuSeconds, peakMebibytes };
}
