import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { programPath } from "./support/program";
import { city } from "./support/sample-city";
import { ended, SampleProject } from "./support/sample-project";

describe("health-cloud plan, on a bad day", () => {
  let project: SampleProject;

  beforeEach(() => {
    project = new SampleProject();
    project.environment("dev", city("10.0.0.0/16"));
    project.commit();
    project.environment("dev", city("10.1.0.0/16"));
  });

  afterEach(() => {
    expect(project.leftovers()).toEqual([]);
    project.remove();
  });

  /** Has the command run a script in the place of Terraform; its `terraform` is the real one. */
  const instead = (script: string): Readonly<Record<string, string>> => {
    const file = join(project.folder, "wrapper");
    project.write("wrapper", `#!/bin/sh\nterraform=${programPath("terraform")}\n${script}\n`, 0o755);
    return { TERRAFORM_BINARY_NAME: file };
  };

  /** Starts the command and does something as soon as it says something. */
  const startUntil = (moment: string, act: (child: ReturnType<SampleProject["start"]>) => void) => {
    const child = project.start(["--base", "main"]);
    let said = "";
    child.stderr?.on("data", (part: Buffer) => {
      const isNew = !said.includes(moment);
      said += part.toString();
      if (isNew && said.includes(moment)) act(child);
    });
    return ended(child);
  };

  it("runs twice at once", async () => {
    const meeting = join(project.folder, "meeting");
    mkdirSync(meeting);
    // A plan waits for the other run's, so that neither ends before both have everything open.
    const variables = instead(
      `[ "$1" = plan ] && : > "${meeting}/$PPID" && while [ "$(ls "${meeting}" | wc -l)" -lt 2 ]; do sleep 0.1; done\n` +
        'exec "$terraform" "$@"',
    );
    const words = ["--base", "main", "--summary"];
    const [first, second] = await Promise.all([project.plan(words, variables), project.plan(words, variables)]);
    expect(readdirSync(meeting)).toHaveLength(2);
    expect(first).toMatchObject({ exitCode: 2, output: expect.stringContaining("1 replaced") as unknown });
    expect(second.output).toBe(first.output);
  });

  it("says which Terraform command was killed midway, and plans as ever the next time", async () => {
    project.environment("dev", { one: { resource: { terraform_data: { many: { count: 5000 } } } } });
    project.commit();
    const killed = await project.plan(
      ["--base", "main", "--out", "plans"],
      instead('[ "$1" = apply ] && (sleep 0.4; kill -KILL $$) &\nexec "$terraform" "$@"'),
    );
    expect(killed.errors).toContain("stack one: terraform apply was killed\n");
    expect(killed.exitCode).toBe(1);
    expect(project.leftovers()).toEqual([]);
    project.environment("dev", { one: { resource: { terraform_data: { many: { count: 2 } } } } });
    project.commit();
    expect(await project.plan(["--base", "main", "--out", "plans"])).toMatchObject({ exitCode: 0 });
  });

  it("takes a Terraform that ran out of memory for no plan, whose exit code is that of changes", async () => {
    const variables = instead(
      '[ "$1" = plan ] && { echo "fatal error: out of memory" >&2; echo "goroutine 1 [running]:" >&2; exit 2; }\n' +
        'exec "$terraform" "$@"',
    );
    const { exitCode, errors } = await project.plan([], variables);
    expect(errors).toContain("stack dev-network: terraform plan failed\n  fatal error: out of memory\n");
    expect(errors).not.toContain("goroutine");
    expect(exitCode).toBe(1);
  });

  it("finds a place for its sockets when the folder for temporary files has a long path", async () => {
    project.environment("dev", { one: { resource: { random_password: { one: { length: 20 } } } } });
    const long = join(project.temporary, "x".repeat(101));
    mkdirSync(long);
    const child = project.start([], { TMPDIR: long });
    const { exitCode, output } = await ended(child);
    expect(output).toContain("Plan: 1 to add, 0 to change, 0 to destroy.");
    expect(exitCode).toBe(2);
    const left = [long, "/tmp"].flatMap((folder) => readdirSync(folder));
    expect(left.filter((name) => name.includes(`-${String(child.pid)}-`))).toEqual([]);
    project.emptyTemporary();
  });

  it("passes no credential on to anything that it starts", async () => {
    const secret = "never-to-be-passed-on";
    const names = ["OS_PASSWORD", "CTYUN_SK", "AWS_SECRET_ACCESS_KEY", "PGPASSWORD", "KUBECONFIG", "GITHUB_TOKEN"];
    const variables = [...names, "TF_VAR_password", "TF_TOKEN_registry_example", "NODE_OPTIONS_SECRET", "HELM_TOKEN"];
    const dumps = join(project.folder, "dumps");
    mkdirSync(dumps);
    const dump = (program: string) => `env > "${dumps}/${program}.$$"\n`;
    project.write("cdktf.json", JSON.stringify({ app: `${dump("app")} node app.js` }));
    project.commit();
    project.write("bin/npm", `#!/bin/sh\n${dump("npm")}`, 0o755);
    project.write("bin/git", `#!/bin/sh\n${dump("git")}exec ${programPath("git")} "$@"\n`, 0o755);
    // The base needs other packages, so npm runs too.
    project.write("package-lock.json", '{"lockfileVersion":3}');
    await project.plan(["--base", "main"], {
      ...Object.fromEntries(variables.map((name) => [name, secret])),
      ...instead(`${dump("terraform")}exec "$terraform" "$@"`),
      PATH: `${join(project.folder, "bin")}:${process.env.PATH ?? ""}`,
    });
    const seen = readdirSync(dumps);
    expect(new Set(seen.map((name) => name.split(".")[0]))).toEqual(new Set(["app", "git", "npm", "terraform"]));
    for (const name of seen) {
      const environment = readFileSync(join(dumps, name), "utf8");
      expect(environment).toContain("PATH=");
      expect(environment).not.toContain(secret);
    }
  });

  it.each([
    ["SIGINT", 130, "synthesizing the working tree"],
    ["SIGTERM", 143, "planning 2 stacks"],
    ["SIGINT", 130, "dev-network: base applied"],
  ] as const)("leaves nothing behind after %s (exit code %d) when it says: %s", async (signal, code, moment) => {
    let open: readonly string[] = [];
    const { exitCode, errors } = await startUntil(moment, (child) => {
      open = project.leftovers();
      child.kill(signal);
    });
    // What the end has to remove was there: a temporary folder and the base's worktree at the least.
    expect(open.length).toBeGreaterThanOrEqual(2);
    expect(errors).toContain(`interrupted by ${signal}\n`);
    expect(exitCode).toBe(code);
  });

  it("removes what a run has left that was killed, when it starts the next time", async () => {
    await startUntil("dev-network: base applied", (child) => child.kill("SIGKILL"));
    const left = project.leftovers();
    expect(left.some((each) => existsSync(join(project.temporary, each)))).toBe(true);
    expect(left.some((each) => each.startsWith("worktree "))).toBe(true);
    while (project.processes().length > 0) await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await project.plan(["--base", "main"])).toMatchObject({ exitCode: 2 });
  });
});
