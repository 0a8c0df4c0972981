import { z } from "zod";

/** What every group of machines says: their size, and which generations of them stand. */
export const machineFields = (diskGiB: number) => ({
  flavor: z.string().min(1).describe("Flavor id (ctyun) or name (OpenStack)."),
  generation: z
    .int()
    .min(1)
    .default(1)
    .describe("Raise it to build new machines beside the old ones; user_data is never rewritten under a machine."),
  retiring: z
    .array(z.int().min(1))
    .default([])
    .describe("Older generations that still stand beside this one, until they are retired."),
  diskGiB: z.int().min(40).max(2048).default(diskGiB).describe("Boot disk in GiB."),
});
