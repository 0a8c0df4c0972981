import { readExposition, together } from "./exposition";

const shown = (text: string) =>
  Object.fromEntries([...readExposition(text)].map(([name, labels]) => [name, [...labels]]));

describe("what a program shows", () => {
  it("is read as labels by series", () => {
    expect(
      shown(
        '# HELP a What a is\n# TYPE a counter\na 1\nb{x="1",y="a \\"quoted\\", z=\\"2\\""} 2.5e+06 1700000000\nb{z="}"} NaN\n',
      ),
    ).toEqual({ a: [], b: ["x", "y", "z"] });
  });

  it("is an error where it is something else", () => {
    expect(() => readExposition("<html>")).toThrow("got <html>, expected a sample");
  });

  it("adds up", () => {
    expect([...together(readExposition('a{x="1"} 1'), readExposition('a{y="1"} 1\nb 1'))]).toEqual([
      ["a", new Set(["x", "y"])],
      ["b", new Set()],
    ]);
  });
});
