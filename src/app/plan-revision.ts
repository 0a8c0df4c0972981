import { readFileSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Cleanup } from "../simulation/engine/cleanup";
import { minimalEnvironment } from "../simulation/engine/environment-variables";
import { runProgram, type Outcome } from "../simulation/engine/program";
import { isLeftover } from "../simulation/run-folder";

export interface RevisionProps {
  /** The folder with `cdktf.json`: the repository's root or one below it. */
  readonly project: string;
  /** What git can resolve: a branch, a tag, a commit. */
  readonly revision: string;
  /** Where to check it out; must not exist. */
  readonly folder: string;
  readonly cleanup: Cleanup;
  readonly signal: AbortSignal;
}

/**
 * Checks a revision out beside the working tree, which stays as it is, with the packages that its lock file asks for.
 * @returns the project's folder in it.
 * @throws Error that says what to do when the revision is unknown, lies outside a shallow clone, or lacks packages.
 */
export async function checkOutRevision(props: RevisionProps): Promise<string> {
  const { project, folder, cleanup } = props;
  const prefix = await insideRepository(props);
  await forgetLeftovers(props);
  const commit = await resolveCommit(props);
  cleanup.add(async () => {
    // Twice: a checkout that was interrupted has left the worktree locked. Its own signal is spent by now.
    const { exitCode } = await git({ project }, "worktree", "remove", "--force", "--force", folder);
    if (exitCode === 0) return;
    rmSync(folder, { recursive: true, force: true });
    await git({ project }, "worktree", "prune");
  });
  const added = await git(props, "worktree", "add", "--quiet", "--detach", folder, commit);
  if (added.exitCode !== 0) throw new Error(`cannot check ${props.revision} out: ${added.errors.trim()}`);
  const checkedOut = join(folder, prefix);
  await providePackages(props, checkedOut);
  return checkedOut;
}

/**
 * When the commit of a checkout was made, in seconds since 1970. What was right then is right for ever: a maintenance window
 * that is over by now makes no base unreadable.
 */
export async function commitTime(checkedOut: string, signal: AbortSignal): Promise<string> {
  const { output } = await git({ project: checkedOut, signal }, "log", "-1", "--format=%ct");
  return output.trim();
}

async function insideRepository(props: RevisionProps): Promise<string> {
  const { exitCode, output } = await git(props, "rev-parse", "--show-prefix");
  if (exitCode === 0) return output.trim();
  throw new Error(`${props.project} is not in a git repository: a base revision needs one`);
}

/** Has git forget the worktrees of runs that were killed. A later run has removed their folders. */
async function forgetLeftovers(props: RevisionProps): Promise<void> {
  const { output } = await git(props, "worktree", "list", "--porcelain");
  for (const [, path = ""] of output.matchAll(/^worktree (.+)$/gm)) {
    if (isLeftover(dirname(path))) await git(props, "worktree", "remove", "--force", "--force", path);
  }
}

async function resolveCommit(props: RevisionProps): Promise<string> {
  const { revision } = props;
  const { exitCode, output } = await git(
    props,
    "rev-parse",
    "--verify",
    "--quiet",
    "--end-of-options",
    `${revision}^{commit}`,
  );
  if (exitCode === 0) return output.trim();
  const shallow = await git(props, "rev-parse", "--is-shallow-repository");
  if (shallow.output.trim() === "true") {
    throw new Error(
      `unknown revision ${revision}: this clone is shallow and may lack it; run git fetch --unshallow ` +
        "(in a CI job: check out with full history, such as fetch-depth: 0)",
    );
  }
  throw new Error(`unknown revision ${revision}: expected a branch, tag or commit that git rev-parse finds`);
}

async function providePackages(props: RevisionProps, checkedOut: string): Promise<void> {
  const present = lockFile(props.project);
  if (present !== undefined && present === lockFile(checkedOut)) {
    symlinkSync(join(props.project, "node_modules"), join(checkedOut, "node_modules"), "dir");
    return;
  }
  const outcome = await runProgram("npm", {
    arguments: ["ci", "--ignore-scripts", "--no-audit", "--no-fund"],
    folder: checkedOut,
    environment: minimalEnvironment(registrySettings()),
    signal: props.signal,
  });
  if (outcome.exitCode === 0) return;
  throw new Error(
    `${props.revision} needs other packages than the working tree (its package-lock.json differs), and npm ci failed there: ` +
      `make its registry reachable, or choose a base with the same lock file\n${outcome.errors.trim()}`,
  );
}

function lockFile(project: string): string | undefined {
  try {
    return readFileSync(join(project, "package-lock.json"), "utf8");
  } catch {
    return undefined;
  }
}

/** How this machine reaches its registry. Only npm sees it. */
function registrySettings(): Record<string, string> {
  const names = /^(?:npm_config_\w+|https?_proxy|no_proxy|NODE_EXTRA_CA_CERTS)$/i;
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      names.test(name) && value !== undefined ? [[name, value] as const] : [],
    ),
  );
}

function git(
  { project, signal }: Pick<RevisionProps, "project"> & Partial<Pick<RevisionProps, "signal">>,
  ...words: readonly string[]
): Promise<Outcome> {
  return runProgram("git", {
    // The repository's hooks may do anything on a checkout.
    arguments: ["-c", "core.hooksPath=/dev/null", ...words],
    folder: project,
    environment: minimalEnvironment({ GIT_TERMINAL_PROMPT: "0" }),
    ...(signal && { signal }),
  });
}
