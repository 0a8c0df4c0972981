import { parentPort } from "node:worker_threads";
import type { Environment } from "../../../../src/environment/environment";
import { CHANGES } from "../table";
import { baseEnvironment, headEnvironment } from "./bases";
import { synthesisOrder, type SynthesisAnswer, type SynthesisOrder } from "./synthesis-order";
import { synthesizeQuickly } from "./synthesize-quickly";

/** The program of the synthesizer's thread: it answers one order after the other until it is ended. */
parentPort?.on("message", (message: unknown) => {
  parentPort?.postMessage(answer(synthesisOrder.parse(message)));
});

function answer({ id, folder, wanted }: SynthesisOrder): SynthesisAnswer {
  try {
    synthesizeQuickly(environmentOf(wanted), folder);
    return { id };
  } catch (error) {
    return { id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

function environmentOf(wanted: SynthesisOrder["wanted"]): Environment {
  if ("base" in wanted) return baseEnvironment(wanted.base);
  const change = CHANGES.find(({ name }) => name === wanted.change);
  if (!change) throw new Error(`the table has no change "${wanted.change}"`);
  return headEnvironment(change);
}
