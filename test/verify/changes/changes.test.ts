import { ChangeTable } from "./support/change-table";
import { differences } from "./support/expectation";
import { CHANGES } from "./table";

let table: ChangeTable;

// Outside of the description: tests that run at once start before what is set up inside of it.
beforeAll(async () => {
  table = await ChangeTable.start();
});

afterAll(() => table.stop());

describe("the table of changes", () => {
  it("has at least sixty, each with a name of its own", () => {
    const names = new Set(CHANGES.map(({ name }) => name));
    expect(names.size).toBe(CHANGES.length);
    expect(names.size).toBeGreaterThanOrEqual(60);
  });
});

describe("a single change to an environment", () => {
  it.concurrent.each(CHANGES)("does what the table says, and nothing else: $name", async (change) => {
    const { planned, stacks } = await table.actions(change);
    expect(differences(change, planned, stacks)).toEqual([]);
  });
});
