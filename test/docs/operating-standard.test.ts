import { readFileSync } from "node:fs";
import { operatingRules } from "../../src/constructs/operating-standard";

const PAGE = readFileSync("docs/operating-standard.md", "utf8");

/** The cells of the page's table by their rule. */
const ROWS = new Map(
  PAGE.split("\n").flatMap((line): [string, string[]][] => {
    const [rule, ...cells] = line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim());
    const [, name] = /^`([a-z-]+)`$/.exec(rule ?? "") ?? [];
    return name === undefined ? [] : [[name, cells]];
  }),
);

describe("the page on the operating standard", () => {
  const rules = operatingRules({ stage: "production", registries: ["registry.health.example"] });

  it("has a row for each rule, with the words that the API server says", () => {
    expect(Object.fromEntries(ROWS)).toEqual(
      Object.fromEntries(
        rules.map(({ name, resources, fault, remedy }) => [
          name,
          [Object.values(resources).flat().join(", "), fault, remedy],
        ]),
      ),
    );
  });
});
