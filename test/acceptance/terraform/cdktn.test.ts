import { readFileSync } from "node:fs";
import { z } from "zod";
import { readSynthesizedApp } from "../../../src/simulation/engine/synthesized-app";
import { compileExample } from "../../package/support/packed-project";
import { isFullForm } from "../support/form";
import { record } from "../support/report";
import { Verdict } from "../support/verdict";
import type { EnvironmentProject } from "./support/environment-project";
import { forkDifferences, type WrittenFiles } from "./support/fork-differences";
import { FORK, ForkProject, synthesizedByCdktf } from "./support/fork-project";

const ENVIRONMENTS = ["dev", "staging", ...(isFullForm() ? ["prod"] : [])];

const metadata = z.looseObject({ "//": z.looseObject({ metadata: z.looseObject({ version: z.string() }) }) });
const cdktf = z.object({ version: z.string() });

/** The version of cdktf that the repository's own synthesis runs on. */
const { version: CDKTF_VERSION } = cdktf.parse(JSON.parse(readFileSync(require.resolve("cdktf/package.json"), "utf8")));

/** A user who has moved from cdktf, which is archived, to its fork. */
describe("the package with cdktn in place of cdktf", () => {
  const verdict = new Verdict();
  let fork: ForkProject;
  let own: EnvironmentProject;
  let resources = 0;

  beforeAll(async () => {
    fork = ForkProject.install(ENVIRONMENTS);
    own = await synthesizedByCdktf(ENVIRONMENTS);
  });
  afterAll(() => {
    record({ stack: `${ENVIRONMENTS.join(", ")} by ${FORK.name} ${FORK.version}`, resources, verdict: verdict.text });
    fork.remove();
    own.remove();
  });

  it(
    "is installed by npm without a second cdktf",
    verdict.step(() => {
      expect(fork.installed).toEqual([{ name: FORK.name, version: FORK.version }]);
    }),
  );

  it(
    "writes the same Terraform but for the version and the form of empty values",
    verdict.step(async () => {
      await fork.synthesize();
      expect(versions(fork.project)).toEqual([FORK.version]);
      expect(versions(own)).toEqual([CDKTF_VERSION]);
      const written = own.synthesized;
      resources = ENVIRONMENTS.reduce((sum, name) => sum + written.resources(name).length, 0);
      const files: WrittenFiles = written.files();
      expect(forkDifferences([files, CDKTF_VERSION], [fork.project.synthesized.files(), FORK.version])).toEqual([]);
      expect(files.size).toBeGreaterThan(ENVIRONMENTS.length * 23);
    }),
  );

  it(
    "types a user's program, which then synthesizes",
    verdict.step(async () => {
      const { exitCode } = await fork.project.run(process.execPath, [
        compileExample("two-clouds", fork.project.folder),
      ]);
      expect(exitCode).toBe(0);
      expect(versions(fork.project)).toEqual([FORK.version]);
    }),
  );
});

/** The versions of cdktf that its stacks say they were written by. */
function versions(project: EnvironmentProject): string[] {
  const stacks = [...readSynthesizedApp(project.path("cdktf.out")).values()];
  return [...new Set(stacks.map(({ configuration }) => metadata.parse(configuration)["//"].metadata.version))];
}
