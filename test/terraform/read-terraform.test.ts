import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readTerraform } from "../../src/terraform/read-terraform";

const PLAN = {
  format_version: "1.2",
  planned_values: { root_module: {} },
  configuration: { root_module: {} },
};

describe("readTerraform", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "health-cloud-terraform-"));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function write(path: string, content: unknown): string {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, typeof content === "string" ? content : JSON.stringify(content));
    return target;
  }

  it("reads a plan as the stack of its file's name", () => {
    const { files, notRead } = readTerraform(write("north.json", PLAN));
    expect(files.map(({ name }) => name)).toEqual(["north"]);
    expect(notRead).toEqual([]);
  });

  it("reads the plans of a folder together", () => {
    write("north.json", PLAN);
    write("south.json", PLAN);
    write("north.tfplan", "binary");
    const { files, notRead } = readTerraform(folder);
    expect(files.map(({ name }) => name)).toEqual(["north", "south"]);
    expect(notRead).toEqual([]);
  });

  it("takes the files of one folder in Terraform's JSON syntax for one stack", () => {
    write("city/network.tf.json", { resource: { ctyun_vpc: { a: { cidr: "10.0.0.0/16" } } }, provider: { ctyun: {} } });
    write("city/more.tf.json", { resource: { ctyun_vpc: { b: {} }, ctyun_subnet: { c: {} } } });
    expect(readTerraform(join(folder, "city")).files).toEqual([
      {
        name: "city",
        terraform: {
          resource: { ctyun_vpc: { b: {}, a: { cidr: "10.0.0.0/16" } }, ctyun_subnet: { c: {} } },
          provider: { ctyun: {} },
        },
      },
    ]);
  });

  it("reads what cdktf wrote", () => {
    write("cdktf.out/stacks/dev-network/cdk.tf.json", { resource: {} });
    write("cdktf.out/manifest.json", {});
    const { files } = readTerraform(join(folder, "cdktf.out"));
    expect(files).toEqual([{ name: "dev-network", terraform: { resource: {} } }]);
  });

  it("tells which files beside them it does not read", () => {
    write("city/main.tf", "");
    write("city/network.tf.json", {});
    write("city/notes.json", ["something else"]);
    write("city/terraform.tfvars.json", { some: "value" });
    expect(readTerraform(join(folder, "city")).notRead).toEqual([
      { stack: "city", address: "main.tf", what: "HCL is not read: analyse a plan of it, terraform show -json" },
      { stack: "city", address: "notes.json", what: "it is neither a plan nor Terraform's JSON syntax" },
    ]);
  });

  it("says what is expected where nothing is read, and names a file that is broken", () => {
    expect(() => readTerraform(join(folder, "nowhere.json"))).toThrow("nowhere.json does not exist");
    expect(() => readTerraform(folder)).toThrow(
      "has no Terraform that is read: expected what terraform show -json prints of a plan, *.tf.json, or a folder of them",
    );
    const broken = write("broken.json", "{");
    expect(() => readTerraform(broken)).toThrow(`${broken} is not JSON: `);
    const newer = write("newer.json", { ...PLAN, format_version: "2.0" });
    expect(() => readTerraform(newer)).toThrow(`${newer}: a plan of a form that is not known`);
  });
});
