import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { environmentJsonSchema, renderEnvironmentJsonSchema } from "../../src/environment/json-schema";

const ROOT = join(__dirname, "..", "..");

function readEnvironment(name: string): Record<string, unknown> {
  return z
    .record(z.string(), z.unknown())
    .parse(parse(readFileSync(join(ROOT, "environments", `${name}.yaml`), "utf8")));
}

describe("the JSON Schema for editors", () => {
  const schema = z.fromJSONSchema(environmentJsonSchema());

  it("is current: run npm run generate:schema", () => {
    const committed = readFileSync(join(ROOT, "schemas", "environment.schema.json"), "utf8");
    expect(committed).toBe(renderEnvironmentJsonSchema());
  });

  it.each(["dev", "staging", "prod"])("accepts %s", (name) => {
    expect(schema.safeParse(readEnvironment(name)).error).toBeUndefined();
  });

  it("refuses an unknown key", () => {
    expect(schema.safeParse({ ...readEnvironment("dev"), nmae: "dev" }).success).toBe(false);
  });

  it("refuses what is missing and has no default", () => {
    const { title, ...rest } = readEnvironment("dev");
    expect(title).toEqual(expect.any(String));
    expect(schema.safeParse(rest).success).toBe(false);
  });

  it.each(["dev", "staging", "prod"])("is named in the first line of %s", (name) => {
    const [first] = readFileSync(join(ROOT, "environments", `${name}.yaml`), "utf8").split("\n");
    expect(first).toBe("# yaml-language-server: $schema=../schemas/environment.schema.json");
  });
});
