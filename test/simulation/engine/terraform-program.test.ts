import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { minimalEnvironment } from "../../../src/simulation/engine/environment-variables";
import { TerraformProgram } from "../../../src/simulation/engine/terraform-program";

describe("the Terraform that plans", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "health-cloud-test-"));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const program = (name: string, script: string): string => {
    const file = join(folder, name);
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
    return file;
  };
  const find = (name: string) =>
    TerraformProgram.find({ configurationFile: "/dev/null", reattach: "{}" }, { TERRAFORM_BINARY_NAME: name });

  it("is the one that TERRAFORM_BINARY_NAME names", async () => {
    expect((await find(program("tofu", "echo OpenTofu v1.8.2"))).version).toBe("OpenTofu 1.8.2");
  });

  it("is refused when it is too old", async () => {
    const old = program("terraform", "echo Terraform v1.8.5");
    await expect(find(old)).rejects.toThrow(`${old} is Terraform 1.8.5: 1.9 or newer is needed`);
  });

  it("is refused when it is another program", async () => {
    const other = program("other", "echo other 3");
    await expect(find(other)).rejects.toThrow(`${other} is neither Terraform nor OpenTofu: its version says other 3`);
  });

  it("is asked for when it is missing", async () => {
    await expect(find("no-such-terraform")).rejects.toThrow(
      "TERRAFORM_BINARY_NAME names no-such-terraform, which cannot be run: install Terraform 1.9 or newer, or OpenTofu, " +
        "or name it in TERRAFORM_BINARY_NAME",
    );
  });

  it("sees an empty configuration and the simulated providers, and nothing of this machine", async () => {
    const file = program("terraform", '[ "$1" = version ] && echo Terraform v1.11.4 && exit; env');
    const terraform = await TerraformProgram.find(
      { configurationFile: "/empty", reattach: '{"a":1}' },
      { TERRAFORM_BINARY_NAME: file },
    );
    const { output } = await terraform.run(folder, "plan");
    const names = output.split("\n").map((line) => line.split("=")[0] ?? "");
    expect(output).toContain("TF_CLI_CONFIG_FILE=/empty\n");
    expect(output).toContain('TF_REATTACH_PROVIDERS={"a":1}\n');
    expect(names.filter((name) => /^(?:OS|AWS|CTYUN|KUBE|PG|TF_VAR)/.test(name))).toEqual([]);
  });
});

describe("the environment of what a plan starts", () => {
  it("holds no credential", () => {
    const secrets = {
      OS_PASSWORD: "x",
      AWS_SECRET_ACCESS_KEY: "x",
      CTYUN_SK: "x",
      KUBECONFIG: "x",
      PGPASSWORD: "x",
      TF_VAR_key: "x",
    };
    expect(minimalEnvironment({ CI: "1" }, { PATH: "/bin", LANG: "C", ...secrets })).toEqual({
      PATH: "/bin",
      LANG: "C",
      CI: "1",
    });
  });
});
