import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { cacheFolder, programPath, run } from "../../support/program";
import type { TemporaryFolder } from "../../support/temporary-folder";
import type { AlertmanagerFiles } from "../support/alertmanager-files";
import type { FiringAlert } from "./firing";
import { DAY } from "./clock";

const page = z.strictObject({
  minute: z.int(),
  receiver: z.string(),
  subject: z.string(),
  firing: z.array(z.string()),
  resolved: z.array(z.string()),
});
export type Page = z.output<typeof page>;

/** Minutes in which Prometheus is gone: nobody sends alerts, nor says that they are over. */
export interface Outage {
  readonly from: number;
  readonly until: number;
}

export interface PagesProps {
  readonly files: AlertmanagerFiles;
  readonly alerts: readonly FiringAlert[];
  /** When the day begins. */
  readonly start: Date;
  /** What Prometheus adds to every alert. */
  readonly externalLabels: Readonly<Record<string, string>>;

  /** @default - none */
  readonly outage?: Outage;
}

/** Who is told of what at which minute: Alertmanager's own code with the files of a cluster, through a whole day. */
export function pagesOf(folder: TemporaryFolder, props: PagesProps): Page[] {
  const { files, alerts, start, externalLabels, outage } = props;
  const scenario = folder.write(
    "scenario.json",
    JSON.stringify({
      ...files,
      start: start.toISOString(),
      minutes: DAY,
      alerts: alerts
        .flatMap((alert) => (outage ? interrupted(alert, outage) : [alert]))
        .map((alert) => ({ ...alert, labels: { ...externalLabels, ...alert.labels } })),
    }),
  );
  const report = join(folder.path, "pages.json");
  // The variables of test programs: this one is built as one, since only tests may hold the clock.
  const { exitCode, output, errors } = run("alertmanager-pages", ["-test.run", "^TestPages$"], {
    programFolders: [alertmanagerPagesFolder()],
    environment: { PAGES_SCENARIO: scenario, PAGES_REPORT: report },
  });
  if (exitCode !== 0) throw new Error(`alertmanager-pages: ${output}\n${errors}`);
  return z.array(page).parse(JSON.parse(readFileSync(report, "utf8")));
}

/** The program is built for the version of Alertmanager that amtool has. */
function alertmanagerPagesFolder(): string {
  const version = basename(dirname(programPath("amtool")));
  return join(cacheFolder(), "alertmanager-pages", version);
}

function interrupted(alert: FiringAlert, { from, until }: Outage): (FiringAlert & { abandoned?: boolean })[] {
  const ends = alert.until ?? DAY;
  if (alert.from >= until || ends <= from) return [alert];
  return [
    ...(alert.from < from ? [{ ...alert, until: from, abandoned: true }] : []),
    ...(ends > until ? [{ ...alert, from: until }] : []),
  ];
}
