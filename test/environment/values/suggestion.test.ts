import { shown, suggestion } from "../../../src/environment/values";

describe("a suggestion", () => {
  it("is the closest known name", () => {
    expect(suggestion("replcas", ["replicas", "requests"])).toBe('; did you mean "replicas"?');
    expect(suggestion("medicl", ["internet", "medical"])).toBe('; did you mean "medical"?');
  });

  it("looks past capitals", () => {
    expect(suggestion("PODCIDR", ["podCidr"])).toBe('; did you mean "podCidr"?');
  });

  it("is not made when no name is close", () => {
    expect(suggestion("quota", ["replicas", "requests"])).toBe("");
    expect(suggestion("quota", [])).toBe("");
  });
});

describe("a shown value", () => {
  it.each([
    ["two", '"two"'],
    ["a\nb", String.raw`"a\nb"`],
    [2, "2"],
    [true, "true"],
    [null, "nothing"],
    [undefined, "nothing"],
    [[], "an empty list"],
    [[1], "a list of 1 entry"],
    [[1, 2], "a list of 2 entries"],
    [{}, "an empty mapping"],
    [{ a: 1 }, "a mapping"],
  ])("of %p is %s", (value, text) => {
    expect(shown(value)).toBe(text);
  });

  it("is cut at 60 characters", () => {
    expect(shown("x".repeat(59))).toBe(`"${"x".repeat(58)}…`);
    expect(shown("x".repeat(58))).toBe(`"${"x".repeat(58)}"`);
  });
});
