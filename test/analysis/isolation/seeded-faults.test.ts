import { readSynthesized } from "../../../src/app/isolation";
import { synthesizeNamed, type SynthesizedFolder } from "../../app/support/synthesized";
import { FAULTS } from "./support/faults";
import { line, Seeded, shows } from "./support/seeded";

let output: SynthesizedFolder;
let prod: Seeded;

beforeAll(() => {
  output = synthesizeNamed(["prod"]);
  const { files, intent } = readSynthesized("prod", output.folder);
  prod = new Seeded(files, intent);
}, 240_000);
afterAll(() => {
  output.remove();
});

describe("prod as synthesized", () => {
  it("passes", () => {
    expect(prod.analyse().violations).toEqual([]);
  });
});

describe("a fault seeded into prod", () => {
  it.each(FAULTS)("is found: $title", ({ seed, found, witness }) => {
    const { violations } = seed(prod).analyse();
    expect(violations.map(line)).toContain(found);
    expect(violations.filter((each) => line(each) === found).every((each) => shows(each, witness))).toBe(true);
  });
});
