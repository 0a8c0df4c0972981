import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, type Bench } from "./bench";
import { measure } from "./measure";
import { PeakMemory } from "./peak-memory";
import { mebibytes, seconds, table } from "./table";

const BASE = "HEAD~1";

/** As Terraform's `-detailed-exitcode`: whether something changes is no matter here. */
const PLANNED = [0, 2];

/**
 * What `health-cloud plan prod --base HEAD~1` costs, every stack applied and planned: Terraform itself, and beside it what is
 * ours: the simulated providers and their states, and the synthesis of both revisions with all that builds them.
 */
export const PLAN: Bench = {
  title: `health-cloud plan prod --base ${BASE}, every stack planned`,
  async run(folder) {
    if (process.platform !== "linux")
      throw new Error("what a plan's programs cost is read from /proc: run it on Linux");
    const temporary = join(folder, "tmp");
    mkdirSync(temporary);
    const times = join(folder, "times");
    const memory = new PeakMemory(temporary);
    const cost = await measure(1, {
      program: join(ROOT, "lib", "cli", "health-cloud.js"),
      arguments: ["plan", "prod", "--base", BASE, "--out", join(folder, "plans")],
      folder: ROOT,
      hook: join(folder, "hook.js"),
      variables: { TMPDIR: temporary, TERRAFORM_BINARY_NAME: timedTerraform(folder, times) },
      exitCodes: PLANNED,
    }).finally(() => {
      memory.stop();
    });
    const terraform = cpuSecondsIn(readFileSync(times, "utf8"));
    const row = (name: string, cpu: number, peak: string) => [name, seconds(cpu), (cpu / terraform).toFixed(2), peak];
    return table([
      [`${cost.wallSeconds.toFixed(0)} s in all`, "CPU", "ratio", "memory"],
      row("Terraform", terraform, mebibytes(memory.mebibytesOf("terraform", "tofu"))),
      row("simulation", cost.cpuSeconds, mebibytes(cost.peakMebibytes)),
      row("synthesis", cost.childrenCpuSeconds - terraform, ""),
    ]);
  },
};

/** A program that runs Terraform and then writes down what CPU time that took. */
function timedTerraform(folder: string, times: string): string {
  const file = join(folder, "timed-terraform");
  const program = process.env.TERRAFORM_BINARY_NAME ?? "terraform";
  const script = `#!/bin/sh\n'${program}' "$@"\ncode=$?\ntimes >> '${times}'\nexit $code\n`;
  writeFileSync(file, script, { mode: 0o700 });
  return file;
}

/** The sum of what `times` of a POSIX shell writes: minutes and seconds, user and system, its own and its children's. */
function cpuSecondsIn(text: string): number {
  const times = [...text.matchAll(/(\d+)m(\d+\.\d+)s/g)];
  return times.reduce((sum, [, minutes, rest]) => sum + Number(minutes) * 60 + Number(rest), 0);
}
