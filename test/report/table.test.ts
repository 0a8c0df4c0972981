import { csvTable, markdownTable, markdownText, textTable, type Table } from "../../src/report/table";

const table: Table = {
  columns: ["from", "what"],
  rows: [
    ["a|b", 'says "x", and\nmore'],
    ["longer", "y"],
  ],
};
const empty: Table = { columns: ["from"], rows: [] };

describe("a table", () => {
  it("as text has aligned columns, without spaces at the end", () => {
    expect(
      textTable({
        columns: ["a", "b"],
        rows: [
          ["x", "1"],
          ["longer", ""],
        ],
      }),
    ).toBe("x       1\nlonger\n");
    expect(textTable(empty)).toBe("");
  });

  it("as Markdown escapes what would end a cell or mark text up", () => {
    expect(markdownTable(table)).toBe(
      '| from | what |\n| --- | --- |\n| a\\|b | says "x", and more |\n| longer | y |\n',
    );
    expect(markdownTable(empty)).toBe("");
    expect(markdownText("stack_a *b* <c>")).toBe("stack\\_a \\*b\\* \\<c\\>");
  });

  it("as CSV quotes what needs it, and has its header even without rows", () => {
    expect(csvTable(table)).toBe('from,what\na|b,"says ""x"", and\nmore"\nlonger,y\n');
    expect(csvTable(empty)).toBe("from\n");
  });
});
