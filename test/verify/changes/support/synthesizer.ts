import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { readSynthesizedApp, type SynthesizedApp } from "../../../../src/simulation/engine/synthesized-app";
import { synthesisAnswer, type SynthesisOrder } from "./synthesis-order";

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (reason: Error) => void;
}

/** Synthesizes in a thread of its own, one order after the other, while Terraform plans what is written already. */
export class Synthesizer {
  private readonly waiting = new Map<number, Waiting>();
  private readonly thread: Worker;
  private orders = 0;

  /** @param folder where the Terraform is written; the caller removes it. */
  constructor(private readonly folder: string) {
    // The table is TypeScript, which Node.js does not read by itself.
    const execArgv = ["--require", require.resolve("tsx/cjs")];
    this.thread = new Worker(join(__dirname, "synthesizer-thread.ts"), { execArgv });
    this.thread.on("message", (message: unknown) => {
      const { id, fault } = synthesisAnswer.parse(message);
      const waiting = this.waiting.get(id);
      this.waiting.delete(id);
      if (fault === undefined) waiting?.resolve();
      else waiting?.reject(new Error(fault));
    });
    this.thread.on("error", (error) => {
      for (const { reject } of this.waiting.values()) reject(error);
    });
  }

  async synthesize(wanted: SynthesisOrder["wanted"]): Promise<SynthesizedApp> {
    const folder = mkdtempSync(join(this.folder, "synthesized-"));
    const id = (this.orders += 1);
    await new Promise<void>((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.thread.postMessage({ id, folder, wanted } satisfies SynthesisOrder);
    });
    return readSynthesizedApp(folder);
  }

  async stop(): Promise<void> {
    await this.thread.terminate();
  }
}
