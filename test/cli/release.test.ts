import { rmSync } from "node:fs";
import { join } from "node:path";
import { Workspace } from "./support/compiled";

const RECORD = "environments/dev/stateful.json";

let workspace: Workspace;
beforeEach(() => {
  workspace = new Workspace();
});
afterEach(() => {
  workspace.remove();
});

describe("health-cloud release", () => {
  it("records the stateful things that stand, one a line", () => {
    const expected = workspace.read(RECORD);
    rmSync(join(workspace.folder, RECORD));
    const { exitCode, stdout, stderr } = workspace.healthCloud("release", "dev");
    expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 0, stdout: `${RECORD}: written\n`, stderr: "" });
    expect(workspace.read(RECORD)).toBe(expected);
    expect(expected).toContain('\n    "cluster/medical-chutian/control-plane/g1/001",\n');
  });

  it("writes the same again when nothing has changed", () => {
    const before = workspace.read(RECORD);
    workspace.healthCloud("release", "dev");
    workspace.healthCloud("release", "dev");
    expect(workspace.read(RECORD)).toBe(before);
  });

  it("records nothing of an environment with faults", () => {
    const before = workspace.read(RECORD);
    workspace.replace("environments/dev.yaml", "stage: development", "stage: testing");
    const { exitCode, stdout, stderr } = workspace.healthCloud("release", "dev");
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toContain("stage");
    expect(workspace.read(RECORD)).toBe(before);
  });

  it("asks for an environment", () => {
    const { exitCode, stderr } = workspace.healthCloud("release");
    expect(exitCode).toBe(1);
    expect(stderr).toContain("error: missing required argument 'environment'");
  });
});
