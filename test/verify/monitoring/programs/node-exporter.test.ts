import { readExposition } from "../../../support/series/exposition";
import { missingSeries } from "../../../support/series/missing-series";
import { ServedProgram } from "../../support/served-program";
import { TemporaryFolder } from "../../support/temporary-folder";

describe("the exporter of nodes", () => {
  const folder = new TemporaryFolder();
  let exporter: ServedProgram;

  beforeAll(async () => {
    exporter = await ServedProgram.start({
      name: "node_exporter",
      folder: folder.path,
      readyPath: "/",
      words: (port) => [`--web.listen-address=127.0.0.1:${port}`],
    });
  });
  afterAll(async () => {
    await exporter.stop();
    folder.remove();
  });

  it("shows every series and label that the platform reads of it", async () => {
    expect(missingSeries("node-exporter", readExposition(await exporter.text("/metrics")))).toEqual([]);
  });
});
