import { readExposition } from "../../../support/series/exposition";
import { missingSeries } from "../../../support/series/missing-series";
import { ServedProgram } from "../../support/served-program";
import { synthesizedEnvironments } from "../../support/synthesized-environments";
import { TemporaryFolder } from "../../support/temporary-folder";
import { monitoringStacks, writeAlertmanagerFiles } from "../support/alertmanager-files";

describe("Alertmanager with the configuration of a cluster of prod", () => {
  const folder = new TemporaryFolder();
  let program: ServedProgram;

  beforeAll(async () => {
    const synthesized = synthesizedEnvironments();
    const [stack = ""] = monitoringStacks(synthesized, "prod");
    const { configuration } = writeAlertmanagerFiles(synthesized, stack, folder);
    program = await ServedProgram.start({
      name: "alertmanager",
      folder: folder.path,
      readyPath: "/-/ready",
      words: (port) => [
        `--config.file=${configuration}`,
        `--storage.path=${folder.path}/data`,
        `--web.listen-address=127.0.0.1:${port}`,
        "--cluster.listen-address=127.0.0.1:0",
        "--cluster.advertise-address=127.0.0.1:1",
      ],
    });
  });
  afterAll(async () => {
    await program.stop();
    folder.remove();
  });

  it("shows every series and label that the platform reads of it", async () => {
    expect(missingSeries("alertmanager", readExposition(await program.text("/metrics")))).toEqual([]);
  });
});
