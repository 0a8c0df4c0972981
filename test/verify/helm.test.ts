import { chartObjects } from "../../src/terraform/kubernetes-chart-objects";
import { askHelm, ownReleases, refused, renderedObjects } from "./support/own-releases";
import { synthesizedEnvironments } from "./support/synthesized-environments";
import { TemporaryFolder } from "./support/temporary-folder";

const folder = synthesizedEnvironments();

/** By kind, namespace and name: Helm sorts objects in the order in which it installs them. */
function sorted(objects: readonly unknown[]): string[] {
  return objects.map((object) => JSON.stringify(withSortedKeys(object))).sort();
}

function withSortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSortedKeys);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, inner]) => [key, withSortedKeys(inner)]),
  );
}

describe("Helm", () => {
  const scratch = new TemporaryFolder();
  afterAll(() => {
    scratch.remove();
  });

  const releases = ownReleases(folder);

  it("is shown releases of every environment", () => {
    const environments = new Set(releases.map(({ address }) => address.split("-")[0]));
    expect([...environments].sort()).toEqual(["dev", "prod", "staging"]);
  });

  it.each(releases.map((one) => [one.address, one] as const))(
    "renders %s as Terraform's objects are read",
    (address, one) => {
      const rendered = renderedObjects(scratch, one);
      const read = chartObjects({ type: "helm_release", address, values: one.values }, refused);
      expect(read.length).toBeGreaterThan(0);
      expect(sorted(rendered)).toEqual(sorted(read));
    },
  );

  it.each(releases.map((one) => [one.address, one] as const))("finds no fault in the chart of %s", (_, one) => {
    const { output, exitCode } = askHelm(scratch, ["lint", "--strict", one.chart], one.text);
    expect({ findings: output.match(/^\[(?:WARNING|ERROR)\].*$/gm), exitCode }).toEqual({
      findings: null,
      exitCode: 0,
    });
  });

  it("refuses values that are no list of objects", () => {
    const [first] = releases;
    if (!first) throw new Error("there is no release of our own charts");
    expect(askHelm(scratch, ["template", first.name, first.chart], '{"manifests": 1}').exitCode).not.toBe(0);
  });
});
