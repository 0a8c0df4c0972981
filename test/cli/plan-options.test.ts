import { matchesGlob } from "../../src/cli/glob";

describe("the pattern of --stack", () => {
  it.each([
    ["prod-chutian-network", "prod-*", true],
    ["prod-chutian-network", "*-network", true],
    ["prod-chutian-network", "prod-*-network", true],
    ["prod-chutian-network", "network", false],
    ["prod-1", "prod-?", true],
    ["prod-12", "prod-?", false],
    ["prod.a", "prod.a", true],
    ["prodxa", "prod.a", false],
  ])("%s and %s: %s", (name, pattern, expected) => {
    expect(matchesGlob(name, pattern)).toBe(expected);
  });
});
