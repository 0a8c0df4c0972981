import { z } from "zod";
import { group } from "./names";

/** The three administrators of GB/T 22239-2019: nobody is two of them, so each has a group of its own. */
export const administrators = z
  .strictObject({
    system: group().describe("Keeps nodes and workloads running."),
    audit: group().describe("Sees what the others do, and changes nothing."),
    security: group().describe("Keeps admission policies and network policies, and takes rights away."),
  })
  .describe("Groups of the identity provider whose members administrate every cluster.");
