import { once } from "node:events";
import { createServer, type Server } from "node:https";
import { PROBE_MODULES } from "../../../../src/constructs/monitoring/probes/probe-modules";
import { selfSigned } from "../../../constructs/cloud-init/support/certificate";
import { readExposition } from "../../../support/series/exposition";
import { missingSeries } from "../../../support/series/missing-series";
import { targetOf } from "../../../support/series/targets";
import { freePort, ServedProgram } from "../../support/served-program";
import { synthesizedEnvironments } from "../../support/synthesized-environments";
import { TemporaryFolder } from "../../support/temporary-folder";
import { probedLabels } from "../support/probed-labels";

describe("the blackbox exporter with the platform's modules", () => {
  const folder = new TemporaryFolder();
  let exporter: ServedProgram;
  let portal: Server;
  let portalPort: number;

  beforeAll(async () => {
    const { certificate, privateKey } = selfSigned("portal.health.example");
    portal = createServer({ cert: certificate, key: privateKey }, (_, response) => response.end("open"));
    portalPort = await freePort();
    await once(portal.listen(portalPort, "127.0.0.1"), "listening");
    const modules = folder.write("modules.json", JSON.stringify({ modules: PROBE_MODULES }));
    exporter = await ServedProgram.start({
      name: "prometheus-blackbox-exporter",
      folder: folder.path,
      readyPath: "/-/healthy",
      words: (port) => [`--config.file=${modules}`, `--web.listen-address=127.0.0.1:${port}`],
    });
  });
  afterAll(async () => {
    await exporter.stop();
    portal.close();
    folder.remove();
  });

  it("shows every series of a portal that the platform reads, with the labels of the probes' targets", async () => {
    const answer = await exporter.text(`/probe?module=https&target=https://127.0.0.1:${portalPort}`);
    expect(answer).toContain("probe_success 1");
    const labels = [...targetOf("blackbox-exporter").labels, ...probedLabels(synthesizedEnvironments(), "prod")];
    const target = { ...targetOf("blackbox-exporter"), labels };
    expect(missingSeries("blackbox-exporter", readExposition(answer), { target })).toEqual([]);
  });
});
