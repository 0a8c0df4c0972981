import { readExposition } from "../../support/series/exposition";
import { missingSeries } from "../../support/series/missing-series";
import { record } from "../support/report";
import { until } from "../support/until";
import { ApiServer } from "./support/api-server";
import { EtcdMembers } from "./support/etcd-members";
import { attempt, leaveMetricsAlone, provokeMetrics } from "./support/provoked-metrics";

describe("the API server", () => {
  const server = new ApiServer();
  afterAll(async () => {
    await leaveMetricsAlone(server);
    server.close();
  });

  it("shows every series and label that the platform reads of it", async () => {
    await provokeMetrics(server);
    let missing: string[] = [];
    await until(async () => {
      await attempt(server);
      missing = missingSeries("api-server", readExposition(await shownBy(server)));
      return missing.length === 0;
    }).catch(() => undefined);
    record({ stack: "series of the API server", verdict: missing.length === 0 ? "pass" : missing.join("; ") });
    expect(missing).toEqual([]);
  });

  it("shows none that is misspelt", async () => {
    const shown = readExposition(await shownBy(server));
    expect(missingSeries("api-server", shown, { names: ["apiserver_requests_total"] })).toEqual([
      "apiserver_requests_total is not shown",
    ]);
  });
});

describe("etcd", () => {
  let members: EtcdMembers;
  beforeAll(async () => {
    members = await EtcdMembers.start();
  });
  afterAll(async () => {
    await members.stop();
  });

  it("shows every series and label that the platform reads of it", async () => {
    let missing: string[] = [];
    // Members measure the way to each other every few seconds.
    await until(async () => {
      missing = missingSeries("etcd", readExposition(await members.metrics()));
      return missing.length === 0;
    }).catch(() => undefined);
    record({ stack: "series of etcd", verdict: missing.length === 0 ? "pass" : missing.join("; ") });
    expect(missing).toEqual([]);
  });
});

async function shownBy(server: ApiServer): Promise<string> {
  const body = await server.succeed({ method: "GET", path: "/metrics" });
  if (typeof body !== "string") throw new Error("the API server shows no metrics");
  return body;
}
