import { KNOWN_DISAGREEMENTS } from "./openstack-disagreements";
import { agrees, compare, type Comparison } from "./support/agreement";
import { ChangeTable } from "./support/change-table";
import { inTwoLanes } from "./support/lanes";
import { terraformWithRealOpenstack } from "../support/real-providers";
import { CHANGES } from "./table";

const TABLE_TIMEOUT = 1_200_000;

/** The stacks whose resources are OpenStack's. */
function isOpenstackStack(stack: string): boolean {
  return /^(?:chutian-network|[a-z]+-chutian-cluster)$/.test(stack);
}

const OPENSTACK_CHANGES = CHANGES.filter(({ expected }) => Object.keys(expected).some(isOpenstackStack));

describe("the simulated OpenStack provider and the real one", () => {
  const comparisons: Comparison[] = [];

  beforeAll(async () => {
    const table = await ChangeTable.start();
    try {
      const real = await terraformWithRealOpenstack(table.reattach, table.folder);
      const witness = { terraform: real, includes: isOpenstackStack };
      await inTwoLanes(OPENSTACK_CHANGES, async (change) => {
        const { planned, witnessed } = await table.actions(change, { includes: isOpenstackStack, witness });
        comparisons.push(...compare(change.name, planned, witnessed));
      });
    } finally {
      await table.stop();
    }
    const agreed = comparisons.filter(agrees).length;
    process.stderr.write(
      `OpenStack 3.4.0: ${agreed} of ${comparisons.length} actions in ${OPENSTACK_CHANGES.length} changes agree ` +
        `(${((100 * agreed) / comparisons.length).toFixed(1)} %)\n${disagreements().map(line).join("")}`,
    );
  }, TABLE_TIMEOUT);

  function disagreements(): Comparison[] {
    return comparisons.filter((comparison) => !agrees(comparison));
  }

  it("are compared on hundreds of actions", () => {
    expect(comparisons.length).toBeGreaterThan(200);
  });

  it("plan the same actions, but for those of which the reason is known", () => {
    const known = new Set(KNOWN_DISAGREEMENTS.map(line));
    expect(
      disagreements()
        .map(line)
        .filter((each) => !known.has(each)),
    ).toEqual([]);
  });

  it("differ where the list of known reasons says so", () => {
    const found = new Set(disagreements().map(line));
    expect(KNOWN_DISAGREEMENTS.map(line).filter((each) => !found.has(each))).toEqual([]);
  });
});

function line({ change, place, simulated, real }: Comparison): string {
  return `  ${change}: ${place}: simulated ${simulated}, real ${real}\n`;
}
