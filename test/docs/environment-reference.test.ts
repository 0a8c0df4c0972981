import { readFileSync } from "node:fs";
import { join } from "node:path";
import { renderEnvironmentReference } from "../../scripts/environment-reference";

const committed = readFileSync(join(__dirname, "..", "..", "docs", "environment-reference.md"), "utf8");

/** The cells of a key's lines: one for each variant in which the key differs. */
function linesOf(key: string): string[][] {
  return committed
    .split("\n")
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((text) => text.trim()),
    )
    .filter(([first]) => first === `\`${key}\``);
}

describe("the reference of the environment file", () => {
  it("is current: run npx tsx scripts/generate-environment-reference.ts", () => {
    expect(committed).toBe(renderEnvironmentReference());
  });

  it("tells the default of a key that may be left out", () => {
    expect(linesOf("clouds.<name>.zones.<name>.slotPrefixLength")).toEqual([
      ["`clouds.<name>.zones.<name>.slotPrefixLength`", "whole number, 16 to 28", "`24`", "Size of a slot."],
    ]);
  });

  it("tells which keys are needed", () => {
    expect(linesOf("services[].replicas").map(([, , needed]) => needed)).toEqual(["needed"]);
  });

  it("tells for which variant a key is", () => {
    expect(linesOf("clouds.<name>.nameServers").map(([, , , meaning]) => meaning)).toEqual([
      "Only `ctyun`. DNS servers that the subnets hand out.",
    ]);
  });

  it("lists the values of the key that tells variants apart", () => {
    expect(linesOf("clouds.<name>.provider").map(([, value]) => value)).toEqual(["`openstack`, `ctyun`"]);
  });
});
