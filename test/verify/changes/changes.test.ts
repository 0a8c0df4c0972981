import { ChangeTable } from "./support/change-table";
import { differences } from "./support/expectation";
import { inTwoLanes } from "./support/lanes";
import { CHANGES } from "./table";

/** The whole table takes minutes; each row is planned once, before the first is looked at. */
const TABLE_TIMEOUT = 1_200_000;

describe("single changes to an environment", () => {
  const found = new Map<string, readonly string[]>();

  beforeAll(async () => {
    const table = await ChangeTable.start();
    try {
      await inTwoLanes(CHANGES, async (change) => {
        found.set(change.name, await lines(table, change));
      });
    } finally {
      await table.stop();
    }
  }, TABLE_TIMEOUT);

  it("are at least sixty, each with a name of its own", () => {
    const names = new Set(CHANGES.map(({ name }) => name));
    expect(names.size).toBe(CHANGES.length);
    expect(names.size).toBeGreaterThanOrEqual(60);
  });

  it.each(CHANGES.map(({ name }) => name))("%s does what the table says, and nothing else", (name) => {
    expect(found.get(name)).toEqual([]);
  });
});

async function lines(table: ChangeTable, change: (typeof CHANGES)[number]): Promise<readonly string[]> {
  try {
    const head = table.head(change);
    const { planned } = await table.actions(change, { head });
    return differences(change, planned, table.stacks(change, head));
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}
