import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./support/program";
import { TemporaryFolder } from "./support/temporary-folder";

const ASSETS = join(__dirname, "..", "..", "assets");

const scripts = readdirSync(ASSETS, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".sh"))
  .sort();

describe("the scripts of machines", () => {
  it("are known to these checks", () => {
    expect(scripts).toEqual([
      "bastion/boot.sh",
      "bastion/idle-shell.sh",
      "common/functions.sh",
      "exchange/boot.sh",
      "gateway/boot.sh",
      "rke2/boot.sh",
    ]);
  });

  it.each(scripts)("%s is sound for shellcheck", (script) => {
    const { exitCode, output } = run("shellcheck", ["--external-sources", "--source-path=SCRIPTDIR", script], {
      folder: ASSETS,
    });
    expect({ exitCode, output }).toEqual({ exitCode: 0, output: "" });
  });

  it.each(scripts)("%s is understood by bash", (script) => {
    expect(run("bash", ["-n", join(ASSETS, script)])).toEqual({ exitCode: 0, output: "", errors: "" });
  });

  it("are told apart from a script with an unquoted variable", () => {
    const scratch = new TemporaryFolder();
    const script = scratch.write(
      "boot.sh",
      `${readFileSync(join(ASSETS, "exchange/boot.sh"), "utf8")}rm -rf $ROOT/etc\n`,
    );
    expect(run("shellcheck", [script]).output).toContain("SC2086");
    scratch.remove();
  });
});
