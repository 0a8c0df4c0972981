import { Verdict } from "../support/verdict";
import { record } from "../support/report";
import { StretchedCluster } from "./support/stretched-cluster";
import { stretchedEnvironment } from "./support/stretched-environment";

/** What the platform promises after the loss of a failure domain. */
const PROMISED_SECONDS = 120;

const STRETCHED = stretchedEnvironment("prod", "medical");
const CLOUD = STRETCHED.cluster.cloud;

describe("a cluster that is stretched over both clouds of prod", () => {
  const verdict = new Verdict();
  let cluster: StretchedCluster;

  beforeAll(async () => {
    cluster = await StretchedCluster.start(STRETCHED);
  });
  afterAll(async () => {
    await cluster.stop();
  });

  it(
    "has the eviction settings of its RKE2 configuration",
    verdict.step(() => {
      expect(cluster.flags).toEqual(
        expect.arrayContaining([expect.stringMatching(/^--node-eviction-rate=/), "--large-cluster-size-threshold=0"]),
      );
    }),
  );

  it(
    "has pods of every service in both clouds",
    verdict.step(async () => {
      expect(await cluster.workloads.unsettled()).toEqual([]);
      expect(await cluster.spreadFaults()).toEqual([]);
      const serving = await cluster.serving();
      expect(serving.map(({ service }) => service.split("/")[1]).toSorted()).toEqual(STRETCHED.services.toSorted());
      expect(serving.filter(({ pods }) => pods.size < 2)).toEqual([]);
    }),
  );

  it(
    "has every service back at its minimum within two minutes after a cloud is cut off",
    verdict.step(async () => {
      await cluster.cut(CLOUD);
      const { atMinimum, whole, short } = await cluster.recovery(CLOUD, PROMISED_SECONDS);
      const count = STRETCHED.services.length;
      const back = (seconds: number | undefined) => (seconds === undefined ? "not in time" : `${seconds.toFixed(0)} s`);
      record({
        stack: `${CLOUD} cut off: ${count} services back at their minimum after ${back(atMinimum)}, whole after ${back(whole)}`,
        verdict: short.length === 0 ? "pass" : `${short.length} services are short`,
      });
      expect(short).toEqual([]);
      expect(atMinimum).toBeLessThanOrEqual(PROMISED_SECONDS);
    }),
  );

  it(
    "has its nodes back when the cloud is healed, and nothing left of the pods that were replaced",
    verdict.step(async () => {
      await cluster.heal(CLOUD);
      expect(await cluster.workloads.unsettled()).toEqual([]);
    }),
  );
});
