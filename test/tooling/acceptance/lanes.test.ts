import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readEnvironmentFile } from "../../acceptance/support/runner/environment-file";
import { selectLanes, testbedScript } from "../../acceptance/support/runner/lanes";

const folder = mkdtempSync(join(tmpdir(), "hc-lanes-"));

beforeAll(() => {
  for (const path of ["kubernetes/testbed", "openstack", "support"]) mkdirSync(join(folder, path), { recursive: true });
  writeFileSync(join(folder, "run.ts"), "");
  writeFileSync(join(folder, "kubernetes", "testbed", "up.sh"), "");
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe("the lanes", () => {
  it("are all folders but the one of what they share, unless some are asked for", () => {
    expect(selectLanes(folder, []).map(({ name }) => name)).toEqual(["kubernetes", "openstack"]);
    expect(selectLanes(folder, ["openstack"])).toEqual([{ name: "openstack", folder: join(folder, "openstack") }]);
  });

  it("are named when another is asked for", () => {
    expect(() => selectLanes(folder, ["openstak"])).toThrow(
      "no lane is named openstak: there are kubernetes, openstack",
    );
  });

  it("may lack any script of a testbed", () => {
    const [lane = { name: "", folder: "" }] = selectLanes(folder, ["kubernetes"]);
    expect(testbedScript(lane, "up.sh")).toBe(join(folder, "kubernetes", "testbed", "up.sh"));
    expect(testbedScript(lane, "down.sh")).toBeUndefined();
  });
});

describe("the variables of a testbed", () => {
  const file = join(folder, "environment");

  it("keep everything after the first equals sign", () => {
    writeFileSync(file, "OS_PASSWORD=a=b # c\nOS_REGION_NAME=\n");
    expect(readEnvironmentFile(file)).toEqual({ OS_PASSWORD: "a=b # c", OS_REGION_NAME: "" });
  });

  it("are none when it wrote none", () => {
    expect(readEnvironmentFile(join(folder, "missing"))).toEqual({});
  });

  it("are refused when a line is not a variable", () => {
    writeFileSync(file, "export\n");
    expect(() => readEnvironmentFile(file)).toThrow(`${file}: got "export", a line has to be KEY=VALUE`);
  });
});
