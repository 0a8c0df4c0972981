import type { Isolation } from "../isolation";
import type { Intent } from "../judgement/intent";

/** One side of a change, analysed, and what was meant by it. */
export interface AnalysedSide extends Isolation {
  readonly intent: Intent;
}
