import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { parse } from "yaml";
import { z } from "zod";
import { loadEnvironment } from "../../src/environment/load";
import { reportFaults } from "../../src/report/text";
import { EnvironmentStacks } from "../../src/stacks/environment-stacks";
import { resourceAddresses } from "../../src/testing";

const ROOT = join(__dirname, "..", "..");
const readme = readFileSync(join(ROOT, "README.md"), "utf8");
const devYaml = readFileSync(join(ROOT, "environments", "dev.yaml"), "utf8");

const shownServices = z.looseObject({
  services: z.tuple([z.looseObject({ id: z.string() })], z.looseObject({ id: z.string() })),
});

/** The blocks of code in a language, under a heading. */
function blocks(heading: string, language: string): string[] {
  const [section = ""] = readme.split(`\n## ${heading}\n`)[1]?.split("\n## ") ?? [];
  return [...section.matchAll(/^```(\w*)\n([\s\S]*?)^```/gm)]
    .filter(([, found]) => found === language)
    .map(([, , text = ""]) => text);
}

describe("the README's way from YAML to Terraform", () => {
  const folder = mkdtempSync(join(tmpdir(), "health-cloud-readme-"));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("shows a service as dev has it", () => {
    const [text = ""] = blocks("From YAML to Terraform", "yaml");
    const [shown] = shownServices.parse(parse(text)).services;
    const { services } = shownServices.parse(parse(devYaml));
    expect(services.find(({ id }) => id === shown.id)).toMatchObject(shown);
  });

  it("names resources that dev has, in their stacks", () => {
    const named = [...readme.matchAll(/^\| [^|]+\| `(dev-[\w-]+)`\s+\| `([\w.-]+)`/gm)].map(
      ([, stack = "", address = ""]) => `${stack}: ${address}`,
    );
    const { environment } = loadEnvironment("dev", join(ROOT, "environments"));
    const app = new App({ outdir: folder });
    if (environment) new EnvironmentStacks(app, environment);
    const made = resourceAddresses(app);
    expect(named.length).toBe(6);
    expect(named.filter((address) => !made.includes(address))).toEqual([]);
  });
});

describe("the README's errors", () => {
  const folder = mkdtempSync(join(tmpdir(), "health-cloud-readme-"));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("are what a faulty dev.yaml gives, to the letter", () => {
    cpSync(join(ROOT, "environments"), folder, { recursive: true });
    const faulty = devYaml
      .replace("vendor: vendor-02\n    owner: appointment-booking", "vendor: vendor-03\n    owner: appointment-booking")
      .replace("        via: exchange\n        exchangePort: 9003\n", "")
      .replace("nodes: 1\n      flavor: general.2c8g", "nodes: 2\n      flavor: general.2c8g");
    writeFileSync(join(folder, "dev.yaml"), faulty);
    const { faults = [] } = loadEnvironment("dev", folder);
    const told = reportFaults(faults).replaceAll(join(folder, "dev.yaml"), "environments/dev.yaml");
    expect(blocks("Errors", "")).toEqual([told]);
  });
});

describe("the README's library example", () => {
  it("is the program that the test of the package runs", () => {
    expect(blocks("As a library", "ts")[0]).toBe(readFileSync(join(ROOT, "examples", "two-clouds.ts"), "utf8"));
  });
});
