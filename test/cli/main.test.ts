import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Workspace } from "./support/compiled";

let workspace: Workspace;
beforeEach(() => {
  workspace = new Workspace();
});
afterEach(() => {
  workspace.remove();
});

describe("the app", () => {
  it("synthesizes the environments that HEALTH_CLOUD_ENVIRONMENTS names, and prints one line for each", () => {
    const { exitCode, stdout, stderr } = workspace.app({ HEALTH_CLOUD_ENVIRONMENTS: " dev ," });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatch(/^dev: 24 stacks, \d+ resources, \d+\.\d s\n$/);
    const stacks = readdirSync(join(workspace.folder, "cdktf.out", "stacks"));
    expect(stacks).toHaveLength(24);
    expect(stacks.filter((stack) => !stack.startsWith("dev-"))).toEqual([]);
  }, 60_000);

  it("proposes a name for an unknown environment, and writes nothing", () => {
    const { exitCode, stdout, stderr } = workspace.app({ HEALTH_CLOUD_ENVIRONMENTS: "dev,stagin" });
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 1,
      stdout: "",
      stderr: 'unknown environment stagin: expected dev, prod, staging; did you mean "staging"?\n',
    });
    expect(existsSync(join(workspace.folder, "cdktf.out"))).toBe(false);
  });

  it("prints the faults of every environment and writes nothing when one has any", () => {
    workspace.replace("environments/dev.yaml", "stage: development", "stage: testing");
    workspace.replace("environments/staging.yaml", "stage: staging", "stage: rehearsal");
    const { exitCode, stdout, stderr } = workspace.app();
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr.split("\n")).toEqual([
      'environments/dev.yaml:5:8  stage: got "testing", expected one of development, staging, production',
      'environments/staging.yaml:5:8  stage: got "rehearsal", expected one of development, staging, production',
      "2 errors",
      "",
    ]);
    expect(existsSync(join(workspace.folder, "cdktf.out"))).toBe(false);
  });
});
