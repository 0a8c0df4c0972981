import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { manifestsChart, ReleasedChart } from "../../../src/constructs/kubernetes/chart";

const repository = "oci://registry.health.example/charts";

describe("a released chart", () => {
  it("whose facts are known has their version and repository", () => {
    const { name, version, repository } = ReleasedChart.fromFacts("kube-prometheus-stack");
    expect({ name, version, repository }).toEqual({
      name: "kube-prometheus-stack",
      version: "88.5.3",
      repository: "https://prometheus-community.github.io/helm-charts",
    });
  });

  it("without facts is refused by name", () => {
    expect(() => ReleasedChart.fromFacts("longhorn")).toThrow(
      "chart longhorn: there is no facts/charts/longhorn.json: add it, or give version and repository",
    );
  });

  it.each(["1.12.1", "v1.12.1", "1.12.1-rc.1", "1.12.1+build.2"])("takes the exact version %s", (version) => {
    expect(new ReleasedChart({ name: "longhorn", version, repository }).version).toBe(version);
  });

  it.each(["", "1.12", "^1.12.1", "~1.12.1", ">=1.0.0", "1.x.x", "latest", "*"])(
    "refuses the version %j",
    (version) => {
      expect(() => new ReleasedChart({ name: "longhorn", version, repository })).toThrow(
        `chart longhorn: got version ${JSON.stringify(version)}, expected an exact one such as 1.12.1: a range installs what nobody reviewed`,
      );
    },
  );

  it("refuses a repository that is fetched without TLS", () => {
    const props = { name: "longhorn", version: "1.12.1", repository: "http://charts.longhorn.example" };
    expect(() => new ReleasedChart(props)).toThrow(
      'chart longhorn: got repository "http://charts.longhorn.example", expected a URL that starts with oci:// or https://',
    );
  });
});

describe("the chart of manifests", () => {
  it("says the same in code as in its folder", () => {
    const { name, version, valueTypes } = manifestsChart;
    expect(parse(readFileSync("charts/manifests/Chart.yaml", "utf8"))).toMatchObject({ name, version });
    expect(
      Object.keys(z.record(z.string(), z.unknown()).parse(parse(readFileSync("charts/manifests/values.yaml", "utf8")))),
    ).toEqual(Object.keys(valueTypes ?? {}));
  });
});
