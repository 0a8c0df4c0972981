import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const INTERVAL_MS = 100;

/** Watches the memory of all programs that run with a folder as their TMPDIR, on Linux. */
export class PeakMemory {
  private readonly peaks = new Map<string, number>();
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly temporary: string) {
    this.timer = setInterval(() => {
      this.look();
    }, INTERVAL_MS);
  }

  /** The most that one process of these programs has had resident. */
  mebibytesOf(...programs: readonly string[]): number {
    return Math.max(0, ...programs.map((program) => this.peaks.get(program) ?? 0));
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    for (const entry of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      try {
        const folder = join("/proc", entry);
        if (!readFileSync(join(folder, "environ"), "utf8").split("\0").includes(`TMPDIR=${this.temporary}`)) continue;
        const program = readFileSync(join(folder, "comm"), "utf8").trim();
        // The kernel keeps the highest value of each process.
        const [, kibibytes = "0"] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(join(folder, "status"), "utf8")) ?? [];
        this.peaks.set(program, Math.max(this.peaks.get(program) ?? 0, Number(kibibytes) / 1024));
      } catch {
        // It has ended since, or is another user's.
      }
    }
  }
}
