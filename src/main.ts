import { loadEnvironment } from "./environment/load";
import { environmentsFromVariable, ENVIRONMENTS_VARIABLE, selectEnvironments } from "./app/select-environments";
import { JUDGE_VARIABLE, judgeSynthesized } from "./app/judge-synthesized";
import { synthesize } from "./app/synthesize";
import { reportViolating } from "./report/isolation-text";
import { reportFaults, reportSynthesis } from "./report/text";

/**
 * Reads the environments, and writes their Terraform unless something is wrong with any of them. Fails when what was written
 * lets anything pass that was not declared; the files stay, for whoever wants to look.
 */
function main(): void {
  const names = selectEnvironments(environmentsFromVariable(process.env[ENVIRONMENTS_VARIABLE]));
  const loaded = names.map((name) => loadEnvironment(name));
  const faults = loaded.flatMap((result) => result.faults ?? []);
  if (faults.length > 0) {
    process.stderr.write(reportFaults(faults));
    process.exitCode = 1;
    return;
  }
  const environments = loaded.flatMap((result) => result.environment ?? []);
  const made = synthesize(environments);
  process.stdout.write(reportSynthesis(made));
  if (process.env[JUDGE_VARIABLE] === "no") return;
  const violating = judgeSynthesized(made);
  if (violating.length === 0) return;
  process.stderr.write(reportViolating(violating));
  process.exitCode = 1;
}

try {
  main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  if (process.env.HEALTH_CLOUD_DEBUG && error instanceof Error) process.stderr.write(`${error.stack ?? ""}\n`);
  process.exitCode = 1;
}
