import { z } from "zod";
import { BASE_NAMES } from "./bases";

/** What the synthesizer's thread is asked for: the head of a change of the table, by its name, or a base. */
export const synthesisOrder = z.object({
  id: z.number(),
  folder: z.string(),
  wanted: z.union([z.object({ change: z.string() }), z.object({ base: z.enum(BASE_NAMES) })]),
});

export const synthesisAnswer = z.object({
  id: z.number(),
  /** Why the Terraform was not written. */
  fault: z.string().optional(),
});

export type SynthesisOrder = z.output<typeof synthesisOrder>;
export type SynthesisAnswer = z.output<typeof synthesisAnswer>;
