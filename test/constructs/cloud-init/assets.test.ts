import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { readAsset } from "../../../src/constructs/cloud-init/content";

const ASSETS = join(__dirname, "..", "..", "..", "assets");
const scripts = readdirSync(ASSETS, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".sh"));

describe("the scripts that machines get", () => {
  it("are these", () => {
    expect([...scripts].sort()).toEqual([
      "bastion/boot.sh",
      "bastion/idle-shell.sh",
      "common/functions.sh",
      "exchange/boot.sh",
      "gateway/boot.sh",
      "rke2/boot.sh",
    ]);
  });

  it.each(scripts)("%s is a script that bash reads", (script) => {
    const { status, stderr } = spawnSync("bash", ["-n"], { input: readAsset(script), encoding: "utf8" });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });
});
