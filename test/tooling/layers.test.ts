import { join } from "node:path";
import { ESLint } from "eslint";
import tseslint from "typescript-eslint";
import config from "../../eslint.config.js";

const eslint = new ESLint({
  cwd: join(__dirname, "..", ".."),
  // ESLint would import the configuration file as a module, which jest's sandbox refuses.
  overrideConfigFile: true,
  overrideConfig: [
    ...config,
    // The files of these examples do not exist, so no compiler knows their types.
    { ...tseslint.configs.disableTypeChecked, files: ["**/*.ts"] },
  ],
});

/** The messages of the import rules for a file at `path` that imports `specifier`. */
async function refusals(path: string, specifier: string): Promise<string[]> {
  return refusalsOf(path, `import { thing } from "${specifier}";\nthing();\n`);
}

async function refusalsOf(path: string, code: string): Promise<string[]> {
  const results = await eslint.lintText(code, { filePath: path });
  return results.flatMap((result) => result.messages).map(({ message }) => message);
}

describe("the layer rules", () => {
  it.each([
    ["src/environment/example.ts", "../constructs/cloud", "The layer environment may import no other layer."],
    ["src/environment/schema/example.ts", "../../stacks/backend", "The layer environment may import no other layer."],
    ["src/constructs/example.ts", "../clouds/openstack/cloud", "The layer constructs may import only environment."],
    [
      "src/constructs/network/example.ts",
      "../../bindings/openstack/networking-network-v2",
      "The layer constructs may import only environment.",
    ],
    [
      "src/clouds/openstack/example.ts",
      "../../stacks/backend",
      "The layer clouds may import only constructs, environment, bindings.",
    ],
    [
      "src/stacks/network/example.ts",
      "../../terraform/model",
      "The layer stacks may import only clouds, constructs, environment, bindings.",
    ],
    ["src/terraform/example.ts", "../environment/values", "The layer terraform may import no other layer."],
    ["src/analysis/example.ts", "../environment/values", "The layer analysis may import only terraform."],
    ["src/simulation/example.ts", "../analysis/isolation", "The layer simulation may import only terraform."],
    [
      "src/testing/example.ts",
      "../clouds/ctyun/cloud",
      "The layer testing may import only terraform, constructs, stacks, simulation, analysis, app, report.",
    ],
    [
      "src/app/example.ts",
      "../cli/health-cloud",
      "The layer app may import only environment, constructs, clouds, stacks, terraform, analysis, simulation.",
    ],
    [
      "src/environment/example.ts",
      "../../facts/providers/tls.json",
      "The layer environment may import no other layer.",
    ],
  ])("refuse that %s imports %s", async (path, specifier, message) => {
    expect((await refusals(path, specifier)).join("\n")).toContain(message);
  });

  it.each([
    ["src/clouds/openstack/example.ts", "../ctyun/network"],
    ["src/clouds/ctyun/example.ts", "../openstack/network"],
    ["src/clouds/ctyun/parts/example.ts", "../../openstack/network"],
    ["src/clouds/openstack/example.ts", "../../bindings/ctyun/vpc"],
  ])("refuse that %s imports the other cloud's %s", async (path, specifier) => {
    expect((await refusals(path, specifier)).join("\n")).toContain("The clouds know nothing of each other");
  });

  it.each([
    ["src/environment/example.ts", "cdktf"],
    ["src/environment/example.ts", "constructs"],
    ["src/terraform/example.ts", "cdktf"],
    ["src/analysis/example.ts", "@cdktf/provider-tls/lib/private-key"],
  ])("refuse that %s imports %s, since its layer works without cdktf", async (path, specifier) => {
    expect((await refusals(path, specifier)).join("\n")).toContain("This layer works without cdktf");
  });

  it.each(["@cdktf/provider-kubernetes", "@cdktf/provider-helm/lib", "@cdktf/provider-tls/lib/index"])(
    "refuse the index of a provider's package, %s, everywhere",
    async (specifier) => {
      for (const path of ["src/stacks/example.ts", "src/main.ts", "test/example.test.ts"]) {
        expect((await refusals(path, specifier)).join("\n")).toContain("A provider's index loads every resource");
      }
    },
  );

  it("refuse an index of the generated bindings", async () => {
    expect((await refusals("src/stacks/example.ts", "../bindings/openstack")).join("\n")).toContain(
      "Import the one resource",
    );
  });

  it("refuse a detour that hides the layer", async () => {
    expect((await refusals("src/environment/example.ts", "./schema/../../stacks/backend")).join("\n")).toContain(
      "Write the shortest relative path",
    );
  });

  it("refuse an import within a function, which the path rules do not see", async () => {
    expect(
      await refusalsOf("src/environment/example.ts", `export const late = () => import("../stacks/backend");\n`),
    ).toContain("Import at the top of the file: the layer rules read it.");
  });

  it("refuse an import for types alone like any other", async () => {
    expect(
      await refusalsOf(
        "src/environment/example.ts",
        `import type { Backend } from "../stacks/backend";\nexport type Alias = Backend;\n`,
      ),
    ).toEqual([expect.stringContaining("The layer environment may import no other layer.")]);
  });

  it.each([
    ["src/environment/schema/example.ts", "../values"],
    ["src/environment/schema/example.ts", "./clouds"],
    ["src/constructs/network/example.ts", "../../environment/values"],
    ["src/constructs/example.ts", "@cdktf/provider-kubernetes/lib/namespace-v1"],
    ["src/clouds/openstack/example.ts", "../../constructs/network/network"],
    ["src/clouds/openstack/example.ts", "../../bindings/openstack/networking-network-v2"],
    ["src/clouds/openstack/example.ts", "./network"],
    ["src/stacks/network/example.ts", "../../clouds/ctyun/cloud"],
    ["src/analysis/example.ts", "../terraform/model"],
    ["src/cli/example.ts", "../analysis/isolation"],
    ["src/main.ts", "./app/synthesize"],
  ])("let %s import %s", async (path, specifier) => {
    expect(await refusals(path, specifier)).toEqual([]);
  });
});
