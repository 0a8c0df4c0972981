import { z } from "zod";
import { ruleGroups } from "../../../../src/constructs/monitoring/alerts";
import { SAMPLE_CONTEXT } from "../../../constructs/monitoring/alerts/sample-context";
import { readExposition, together, type Exposition } from "../../../support/series/exposition";
import { missingSeries } from "../../../support/series/missing-series";
import { ServedProgram } from "../../support/served-program";
import { TemporaryFolder } from "../../support/temporary-folder";
import { ruleFile } from "../promtool-tests";

/** Series that Prometheus makes by itself and shows nowhere, but answers with when asked. */
const MADE = "/federate?match[]=up&match[]=ALERTS";

const answer = z.object({
  data: z.object({
    groups: z.array(z.object({ rules: z.array(z.object({ name: z.string(), health: z.string() })) })),
  }),
});

/** It scrapes itself, and knows an Alertmanager that does not answer. */
function configuration(port: number, rules: readonly string[]): string {
  return JSON.stringify({
    global: { scrape_interval: "1s", evaluation_interval: "1s" },
    rule_files: rules,
    alerting: { alertmanagers: [{ static_configs: [{ targets: ["127.0.0.1:1"] }] }] },
    scrape_configs: [{ job_name: "prometheus", static_configs: [{ targets: [`127.0.0.1:${port}`] }] }],
  });
}

const groups = ruleGroups(SAMPLE_CONTEXT);

describe("Prometheus with every rule of the platform", () => {
  const folder = new TemporaryFolder();
  let program: ServedProgram;

  beforeAll(async () => {
    const files = groups.map((group) => folder.write(`rules/${group.name}.json`, ruleFile(group)));
    program = await ServedProgram.start({
      name: "prometheus",
      folder: folder.path,
      readyPath: "/-/ready",
      words: (port) => [
        `--config.file=${folder.write("prometheus.json", configuration(port, files))}`,
        `--storage.tsdb.path=${folder.path}/data`,
        `--web.listen-address=127.0.0.1:${port}`,
      ],
    });
  });
  afterAll(async () => {
    await program.stop();
    folder.remove();
  });

  async function shown(): Promise<Exposition> {
    return together(readExposition(await program.text("/metrics")), readExposition(await program.text(MADE)));
  }

  it("shows every series and label that the platform reads of it", async () => {
    let missing: string[] = [];
    await program
      .until(async () => {
        missing = missingSeries("prometheus", await shown());
        return missing.length === 0;
      })
      .catch(() => undefined);
    expect(missing).toEqual([]);
  });

  it("evaluates them without a failure", async () => {
    const { data } = answer.parse(JSON.parse(await program.text("/api/v1/rules")));
    const rules = data.groups.flatMap((group) => group.rules);
    expect(rules.filter(({ health }) => health === "err")).toEqual([]);
    expect(rules).toHaveLength(groups.flatMap(({ alerts, recordings = [] }) => [...alerts, ...recordings]).length);
  });

  it("shows no series that is misspelt", async () => {
    expect(missingSeries("prometheus", await shown(), { names: ["prometheus_tsdb_heads_series"] })).toEqual([
      "prometheus_tsdb_heads_series is not shown",
    ]);
  });
});
