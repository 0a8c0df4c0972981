import type { PlanProgress } from "../app/plan";

/** One line for somebody who waits for a plan. */
export function reportPlanProgress(event: PlanProgress): string {
  switch (event.kind) {
    case "synthesizing":
      return `synthesizing ${event.title}\n`;
    case "planning":
      return `planning ${event.stacks} stacks with ${event.terraform} and simulated providers\n`;
    case "step": {
      const { stack, step, seconds, done, all } = event.step;
      const what = { base: "base applied", head: "planned", unchanged: "same as the base" }[step];
      return `[${done}/${all}] ${stack}: ${what}, ${seconds.toFixed(1)} s\n`;
    }
  }
}
