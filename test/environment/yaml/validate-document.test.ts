import { z } from "zod";
import { cidr, ipv4Address } from "../../../src/environment/values";
import { environmentSchema } from "../../../src/environment/schema/environment";
import { readDocument, schemaFaults } from "./support/read";
import { validateDocument } from "../../../src/environment/yaml";

const service = z.strictObject({
  id: z.string().min(1).max(8),
  replicas: z.int().min(1).optional(),
});

describe("a document that fits its schema", () => {
  it("becomes the schema's output, with defaults and parsed values", () => {
    const schema = z.strictObject({ cidr: cidr(), nodes: z.int().default(3) });
    expect(validateDocument(readDocument("cidr: 10.0.0.0/8\n"), schema)).toMatchObject({
      value: { nodes: 3, cidr: { prefixLength: 8 } },
    });
  });
});

describe("a fault of a document", () => {
  const given = (schema: z.ZodType, text: string) => schemaFaults(z.strictObject({ a: schema }), `a: ${text}\n`);

  it("says place, path, what was given and what is expected", () => {
    const text = "services:\n  - id: card\n    replicas: two\n";
    expect(schemaFaults(z.strictObject({ services: z.array(service) }), text)).toEqual([
      'f.yaml:3:15  services[0].replicas: got "two", expected a whole number of at least 1',
    ]);
  });

  it.each<[string, z.ZodType, string, string]>([
    ["a wrong type", z.string(), "5", "got 5, expected text"],
    ["a YAML 1.1 boolean", z.boolean(), "yes", 'got "yes", expected true or false'],
    ["a fraction", z.int(), "1.5", "got 1.5, expected a whole number"],
    ["not a number", z.number(), ".nan", "got NaN, expected a number"],
    ["nothing", z.string(), "", "got nothing, expected text"],
    ["a text for a list", z.array(z.string()).min(1), "x", 'got "x", expected a list of at least 1 entry'],
    ["a short list", z.array(z.string()).min(2), "[x]", "got a list of 1 entry, expected a list of at least 2 entries"],
    [
      "a long list",
      z.array(z.string()).max(1),
      "[x, y]",
      "got a list of 2 entries, expected a list of at most 1 entry",
    ],
    ["a list for a mapping", z.record(z.string(), z.string()), "[]", "got an empty list, expected a mapping"],
    ["a small number", z.int().min(1).max(7), "0", "got 0, expected a whole number from 1 to 7"],
    ["a large number", z.int().min(1).max(7), "8", "got 8, expected a whole number from 1 to 7"],
    ["a number at an open end", z.number().gt(0), "0", "got 0, expected a number above 0"],
    ["an odd step", z.int().multipleOf(10), "15", "got 15, expected a multiple of 10"],
    ["an empty text", z.string().min(1), '""', 'got "", expected text of at least 1 character'],
    ["a long text", z.string().min(1).max(3), "abcd", 'got "abcd", expected text of 1 to 3 characters'],
    ["no e-mail address", z.email(), "x", 'got "x", expected an e-mail address such as team@health.example'],
    ["no URL", z.url(), "x", 'got "x", expected a URL such as https://health.example/path'],
    ["no UUID", z.uuid(), "x", 'got "x", expected a UUID such as 0f6c2f0e-8a53-4c41-9d5f-2f3f0b6f7a11'],
    ["a wrong form", z.string().regex(/^[a-z]+$/), "X", 'got "X", expected text of the form /^[a-z]+$/'],
    ["a wrong start", z.string().startsWith("/"), "x", 'got "x", expected text that starts with "/"'],
    [
      "a misspelt choice",
      z.enum(["medical", "internet"]),
      "medicl",
      'got "medicl", expected one of medical, internet; did you mean "medical"?',
    ],
    ["a wrong constant", z.literal("exchange"), "proxy", 'got "proxy", expected exchange'],
    ["the schema's own words", z.string({ error: "expected a file" }), "1", "got 1, expected a file"],
    [
      "a failed check",
      z.int().refine((n) => n % 2 === 1, { error: "expected an odd number" }),
      "2",
      "got 2, expected an odd number",
    ],
    [
      "a parsed value",
      cidr(),
      "10.0.0.1/8",
      `got "10.0.0.1/8", expected the block's network address; did you mean 10.0.0.0/8?`,
    ],
    [
      "no branch of a union",
      z.union([z.literal(""), ipv4Address()]),
      "x",
      'got "x", expected "" or an IPv4 address such as 10.16.0.20',
    ],
    [
      "a key of the wrong form",
      z.record(z.string().regex(/^[a-z]+$/, { error: "expected small letters" }), z.int()),
      "{ X: 1 }",
      'got "X", expected small letters',
    ],
    [
      "a misspelt key of a choice",
      z.partialRecord(z.enum(["medical", "internet"]), z.int()),
      "{ medicl: 1 }",
      'unknown key, allowed: medical, internet; did you mean "medical"?',
    ],
  ])("is %s", (_, schema, text, message) => {
    const [line, ...others] = given(schema, text);
    expect(others).toEqual([]);
    expect(line?.replace(/^f\.yaml:1:\d+ {2}a(\.\w+|\[\d+\])?: /, "")).toBe(message);
  });

  it("cuts long values at 60 characters", () => {
    expect(given(z.int(), "x".repeat(100))).toEqual([
      `f.yaml:1:4  a: got "${"x".repeat(58)}…, expected a whole number`,
    ]);
  });

  it("of a key that is missing stands at the mapping which lacks it", () => {
    expect(schemaFaults(z.strictObject({ s: z.array(service) }), "s:\n  - replicas: 1\n")).toEqual([
      "f.yaml:2:5  s[0].id: missing, expected text of 1 to 8 characters",
    ]);
  });

  it("of unknown keys stands at each key, and tells the known ones", () => {
    expect(schemaFaults(service, "id: a\nreplcas: 1\ncolour: red\n")).toEqual([
      'f.yaml:2:1  replcas: unknown key, allowed: id, replicas; did you mean "replicas"?',
      "f.yaml:3:1  colour: unknown key, allowed: id, replicas",
    ]);
  });

  it("comes with all others, sorted by place", () => {
    const schema = z.strictObject({ a: z.int(), b: z.string(), c: z.boolean() });
    expect(schemaFaults(schema, "c: 1\nb: 2\na: x\n")).toEqual([
      "f.yaml:1:4  c: got 1, expected true or false",
      "f.yaml:2:4  b: got 2, expected text",
      'f.yaml:3:4  a: got "x", expected a whole number',
    ]);
  });
});

describe("a fault of a union", () => {
  const rke2 = z.strictObject({ kind: z.literal("rke2"), nodes: z.int().min(1) });
  const ccse = z.strictObject({ kind: z.literal("ccse"), edition: z.string() });
  const cluster = z.discriminatedUnion("kind", [rke2, ccse]);

  it("is that of the branch which the discriminator names", () => {
    expect(schemaFaults(cluster, "kind: rke2\nnodes: 0\n")).toEqual([
      "f.yaml:2:8  nodes: got 0, expected a whole number of at least 1",
    ]);
  });

  it("is the discriminator when it names no branch", () => {
    expect(schemaFaults(cluster, "kind: rke\n")).toEqual([
      'f.yaml:1:7  kind: got "rke", expected one of rke2, ccse; did you mean "rke2"?',
    ]);
    expect(schemaFaults(cluster, "nodes: 1\n")).toEqual(["f.yaml:1:1  kind: missing, expected one of rke2, ccse"]);
  });

  it("is that of the branch with the fewest when there is no discriminator", () => {
    const union = z.union([
      z.strictObject({ address: z.string(), port: z.int() }),
      z.strictObject({ file: z.string(), owner: z.string(), group: z.string() }),
    ]);
    expect(schemaFaults(z.strictObject({ a: union }), "a:\n  address: x\n  port: high\n")).toEqual([
      'f.yaml:3:9  a.port: got "high", expected a whole number',
    ]);
  });
});

describe("an environment with a slip in each corner", () => {
  it("tells every one of them", () => {
    const faults = schemaFaults(environmentSchema, "environment: Prod\nstage: prodution\nservices: []\n");
    expect(faults).toContain(
      'f.yaml:1:14  environment: got "Prod", expected lower-case letters, digits and single hyphens, starting with a letter',
    );
    expect(faults).toContain(
      'f.yaml:2:8  stage: got "prodution", expected one of development, staging, production; did you mean "production"?',
    );
    expect(faults).toContain("f.yaml:3:11  services: got an empty list, expected a list of at least 1 entry");
    expect(faults).toContain("f.yaml:1:1  vendors: missing, expected a list of at least 1 entry");
    expect(faults).toContain("f.yaml:1:1  clouds: missing, expected a mapping");
  });
});
