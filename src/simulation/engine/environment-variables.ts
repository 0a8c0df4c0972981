/** What a child process may see of this one's environment: where programs are, and how text is written. */
const PASSED_ON = ["PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "TZ"];

/**
 * The environment of every program that a plan starts. An allow-list: no credential of the machine (`OS_*`, `AWS_*`, `PG*`,
 * `KUBECONFIG`, `TF_VAR_*` …) reaches Terraform or a synthesized revision.
 */
export function minimalEnvironment(
  added: Readonly<Record<string, string>> = {},
  from: NodeJS.ProcessEnv = process.env,
): Record<string, string> {
  const passed = PASSED_ON.flatMap((name) => {
    const value = from[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(passed), ...added };
}
