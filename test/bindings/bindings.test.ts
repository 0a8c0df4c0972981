import { existsSync } from "node:fs";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeBindings } from "../../scripts/write-bindings";

const root = join(__dirname, "..", "..");
const committed = join(root, "src", "bindings");

async function readTree(folder: string): Promise<Map<string, string>> {
  const paths = (await readdir(folder, { recursive: true })).filter((path) => path.endsWith(".ts")).sort();
  return new Map(
    await Promise.all(
      paths.map(async (path): Promise<[string, string]> => [path, await readFile(join(folder, path), "utf8")]),
    ),
  );
}

async function importedBindings(): Promise<string[]> {
  const sources = await Promise.all(
    ["clouds", "stacks", "constructs"]
      .map((layer) => join(root, "src", layer))
      .filter((folder) => existsSync(folder))
      .map(readTree),
  );
  const imports = sources
    .flatMap((tree) => [...tree.values()])
    .flatMap((source) => [...source.matchAll(/["'](?:\.\.\/)+bindings\/([^"']+)["']/g)])
    .map((match) => match[1] ?? "");
  return [...new Set(imports)].sort();
}

describe("generated bindings", () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "bindings-"));
    await writeBindings(folder, join(root, "facts", "providers"));
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("are what generating them from the provider facts writes today", async () => {
    const fresh = await readTree(folder);
    const current = await readTree(committed);
    const stale = [...new Set([...fresh.keys(), ...current.keys()])].filter(
      (path) => fresh.get(path) !== current.get(path),
    );
    // If this fails: npm run generate:bindings
    expect(stale).toEqual([]);
  });

  it("hold every resource that the clouds and the stacks import", async () => {
    const missing = (await importedBindings()).filter((path) => !existsSync(join(folder, path, "index.ts")));
    // If this fails: add the resource to scripts/binding-resources.ts and run npm run generate:bindings
    expect(missing).toEqual([]);
  });

  it("pin the versions of the providers they were read from", async () => {
    const fresh = await readTree(folder);
    expect(fresh.get("openstack/provider/index.ts")).toContain("providerVersion: '3.4.0'");
    expect(fresh.get("ctyun/provider/index.ts")).toContain("providerVersion: '1.2.0'");
  });

  it("have no index, which would load every resource", async () => {
    expect((await readdir(folder, { recursive: true })).filter((path) => /^\w+\/[\w-]+\.ts$/.test(path))).toEqual([]);
  });

  it("refuse a resource type that the provider does not have", async () => {
    await expect(writeBindings(folder, join(__dirname, "facts"))).rejects.toThrow(
      "registry.terraform.io/terraform-provider-openstack/openstack 3.4.0 has no resource type " +
        "openstack_blockstorage_volume_v3: correct it in scripts/binding-resources.ts",
    );
  });
});
