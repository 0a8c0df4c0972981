import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { z } from "zod";
import { evaluateText } from "../../src/terraform/expressions";
import { chartObjects } from "../../src/terraform/kubernetes-chart-objects";
import { run, type Outcome } from "./support/program";
import { synthesizedEnvironments } from "./support/synthesized-environments";
import { TemporaryFolder } from "./support/temporary-folder";

const folder = synthesizedEnvironments();

const release = z.looseObject({ name: z.string(), chart: z.string(), values: z.array(z.string()).length(1) });

/** A release of one of our own charts: the chart as it is deployed, and the values that it gets. */
interface OwnRelease {
  readonly address: string;
  readonly name: string;
  readonly chart: string;
  /** As the Helm provider gets it. */
  readonly text: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** The releases of our charts in all environments, each distinct set of values once. Other charts come from a registry. */
function ownReleases(): OwnRelease[] {
  const found = ["dev", "staging", "prod"]
    .flatMap((environment) => folder.resources(environment))
    .filter(({ type }) => type === "helm_release")
    .flatMap(({ stack, address, values }): OwnRelease[] => {
      const { name, chart, values: texts } = release.parse(values);
      if (!chart.startsWith("assets/")) return [];
      const text = texts.map((given) => String(evaluateText(given, refused))).join("");
      return [
        { address: `${stack}: ${address}`, name, chart: join(folder.folder, "stacks", stack, chart), text, values },
      ];
    });
  return [...new Map(found.map((one) => [`${one.chart.split("/").at(-1) ?? ""} ${one.text}`, one])).values()];
}

function refused(reference: string): never {
  throw new Error(`got a reference to ${reference} in values, expected none: Helm would be shown something else`);
}

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

  const askHelm = (words: readonly string[], text: string): Outcome => {
    const values = scratch.write("values.yaml", text);
    return run("helm", [...words, "--values", values], { folder: scratch.path });
  };

  const releases = ownReleases();

  it("is shown releases of every environment", () => {
    const environments = new Set(releases.map(({ address }) => address.split("-")[0]));
    expect([...environments].sort()).toEqual(["dev", "prod", "staging"]);
  });

  it.each(releases.map((one) => [one.address, one] as const))(
    "renders %s as Terraform's objects are read",
    (address, one) => {
      const { output, errors, exitCode } = askHelm(["template", one.name, one.chart], one.text);
      expect({ errors, exitCode }).toEqual({ errors: "", exitCode: 0 });
      const rendered = parseAllDocuments(output).map((document) => {
        const object: unknown = document.toJS();
        return object;
      });
      const read = chartObjects({ type: "helm_release", address, values: one.values }, refused);
      expect(read.length).toBeGreaterThan(0);
      expect(sorted(rendered)).toEqual(sorted(read));
    },
  );

  it.each(releases.map((one) => [one.address, one] as const))("finds no fault in the chart of %s", (_, one) => {
    const { output, exitCode } = askHelm(["lint", "--strict", one.chart], one.text);
    expect({ findings: output.match(/^\[(?:WARNING|ERROR)\].*$/gm), exitCode }).toEqual({
      findings: null,
      exitCode: 0,
    });
  });

  it("refuses values that are no list of objects", () => {
    const [first] = releases;
    if (!first) throw new Error("there is no release of our own charts");
    expect(askHelm(["template", first.name, first.chart], '{"manifests": 1}').exitCode).not.toBe(0);
  });
});
