import fc from "fast-check";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { environmentSchema } from "../../../src/environment/schema/environment";
import { site, SITE_COLUMNS } from "../../../src/environment/schema/sites";
import { parseCsv, parseYaml, validateDocument, type Fault } from "../../../src/environment/yaml";

const ENVIRONMENTS = join(__dirname, "../../../environments");
const yamlText = readFileSync(join(ENVIRONMENTS, "dev.yaml"), "utf8");
const csvText = readFileSync(join(ENVIRONMENTS, "dev/sites.csv"), "utf8");

/** Text with characters that mean something to YAML and CSV. */
const tricky = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...Array.from("\n\r\t :-?&*!|>'\"%@`#,[]{}\\~.<=0aé医\uFEFF\u0000")),
    fc.constantFrom("\n  ", "\n- ", "a: ", "b: &a ", "*a", "<<: ", "---\n", "...\n", "!!int ", "\r\n"),
    fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
  ),
});

/** A valid text with a piece cut out and another put in. */
const mutated = (text: string) =>
  fc
    .tuple(fc.nat(text.length), fc.nat(40), tricky)
    .map(([start, length, piece]) => text.slice(0, start) + piece + text.slice(start + length));

const encoded = (text: string) => new TextEncoder().encode(text);

function expectPlacesInside(text: string, faults: readonly Fault[]): void {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  for (const { place, message } of faults) {
    expect(message).toMatch(/^(got|missing|unknown key)/);
    expect(lines.length).toBeGreaterThanOrEqual(place.line);
    expect(place.line).toBeGreaterThanOrEqual(1);
    expect(place.column).toBeGreaterThanOrEqual(1);
    // The YAML library takes a carriage return alone for a character of its line.
    expect(place.column).toBeLessThanOrEqual(text.length + 1);
  }
}

function expectValueOrFaults(text: string): void {
  const { document, faults } = parseYaml("f.yaml", encoded(text));
  expectPlacesInside(text, faults);
  if (!document) {
    expect(faults).not.toEqual([]);
    return;
  }
  const validated = validateDocument(document, environmentSchema);
  if ("faults" in validated) {
    expect(validated.faults).not.toEqual([]);
    expectPlacesInside(text, validated.faults);
  }
}

describe("whatever the YAML file says", () => {
  it("is a value or faults with places inside the file", () => {
    fc.assert(fc.property(tricky, expectValueOrFaults), { numRuns: 300 });
  });

  it("is a value or faults when a piece of an environment is replaced", () => {
    fc.assert(fc.property(mutated(yamlText), expectValueOrFaults), { numRuns: 30 });
  });

  it("is a value or faults when the bytes are arbitrary", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const { document, faults } = parseYaml("f.yaml", bytes);
        expect(document === undefined).toBe(faults.length > 0);
      }),
    );
  });
});

describe("whatever the CSV file says", () => {
  it("is rows or faults with places inside the file", () => {
    fc.assert(
      fc.property(fc.oneof(tricky, mutated(csvText)), (text) => {
        const { rows, faults } = parseCsv("f.csv", encoded(text), site, SITE_COLUMNS);
        expectPlacesInside(text, faults);
        expectPlacesInside(
          text,
          rows.map(({ placeOf }) => ({ place: placeOf("cidr"), path: "", message: "got" })),
        );
      }),
      { numRuns: 200 },
    );
  });
});
