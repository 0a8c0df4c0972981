import { join } from "node:path";
import { environmentNames, loadEnvironment } from "../../src/environment/load";
import { renderStatefulRecord } from "../../src/environment/stateful";
import { formatFault } from "../../src/environment/yaml";
import { readFileSync } from "node:fs";

const FOLDER = join(__dirname, "..", "..", "environments");

describe("the environments", () => {
  it("are dev, prod and staging", () => {
    expect(environmentNames(FOLDER)).toEqual(["dev", "prod", "staging"]);
  });

  it.each(environmentNames(FOLDER))("%s has no fault", (name) => {
    expect((loadEnvironment(name, FOLDER).faults ?? []).map(formatFault)).toEqual([]);
  });

  it.each(environmentNames(FOLDER))("%s yields the stateful things of its record", (name) => {
    const { environment } = loadEnvironment(name, FOLDER);
    const record = readFileSync(join(FOLDER, name, "stateful.json"), "utf8");
    expect(environment && renderStatefulRecord(environment.specification)).toBe(record);
  });

  it("hold the whole city in prod", () => {
    const { environment } = loadEnvironment("prod", FOLDER);
    const kinds = environment?.sites.map(({ kind }) => kind) ?? [];
    expect(kinds.filter((kind) => kind === "hospital")).toHaveLength(43);
    expect(kinds.filter((kind) => kind === "primary-care")).toHaveLength(204);
    expect(new Set(environment?.sites.map(({ district }) => district)).size).toBe(13);
    expect(environment?.specification.vendors).toHaveLength(13);
    expect(environment?.specification.services).toHaveLength(34);
  });
});
