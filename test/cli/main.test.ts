import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Workspace } from "./support/compiled";

/** Loaded before the program: one rule of the internet workers is wider in the file than anybody asked for. */
const WIDEN_A_RULE = `const fs = require("node:fs");
const write = fs.writeFileSync;
fs.writeFileSync = (file, content, ...others) =>
  write(file, String(file).endsWith("cdk.tf.json") ? widen(content) : content, ...others);
function widen(content) {
  const terraform = JSON.parse(content);
  for (const [name, rule] of Object.entries(terraform.resource?.openstack_networking_secgroup_rule_v2 ?? {}))
    if (name.startsWith("internet-worker_egress-tcp-9003-")) rule.remote_ip_prefix = "0.0.0.0/0";
  return JSON.stringify(terraform);
}
`;

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

  it("fails when what it wrote lets something pass that was not declared: with the witness, and the files stay", () => {
    workspace.write("widen.cjs", WIDEN_A_RULE);
    const { exitCode, stdout, stderr } = workspace.app({
      HEALTH_CLOUD_ENVIRONMENTS: "dev",
      NODE_OPTIONS: `--require ${join(workspace.folder, "widen.cjs")}`,
    });
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^dev: 24 stacks, /);
    expect(stderr).toMatch(/^dev: FAIL, \d+ violations?: the Terraform is written, do not deploy it\n/);
    expect(stderr).toMatch(
      /^ {4}environments\/dev\.yaml:\d+:\d+ {2}dev-chutian-network openstack_networking_secgroup_rule_v2\.\S+: allows egress of tcp\/9003$/m,
    );
    expect(existsSync(join(workspace.folder, "cdktf.out", "stacks", "dev-chutian-network", "cdk.tf.json"))).toBe(true);
  }, 60_000);

  it("leaves it unjudged for a plan, which has to show such a change", () => {
    workspace.write("widen.cjs", WIDEN_A_RULE);
    const { exitCode, stderr } = workspace.app({
      HEALTH_CLOUD_ENVIRONMENTS: "dev",
      HEALTH_CLOUD_JUDGE: "no",
      NODE_OPTIONS: `--require ${join(workspace.folder, "widen.cjs")}`,
    });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  }, 60_000);
});
