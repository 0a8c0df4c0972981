import { clusterRuleGroups } from "../../../src/constructs/monitoring/alerts";
import { environmentNamed } from "../../app/support/synthesized";
import { synthesizedEnvironments } from "../support/synthesized-environments";
import { TemporaryFolder } from "../support/temporary-folder";
import { firingAlerts } from "./day/firing";
import * as incidents from "./day/incidents";
import { pagesOf, type Page } from "./day/pages";
import { quietDay } from "./day/quiet-day";
import { minute } from "./day/series";
import { externalLabels, writeAlertmanagerFiles } from "./support/alertmanager-files";

const STACK = "prod-medical-chutian-monitoring";
const HEARTBEATS = "outside-watch";

const folder = new TemporaryFolder();
const environment = environmentNamed("prod");
const cluster = environment.specification.clusters.find(({ id }) => id === "medical-chutian");
if (!cluster) throw new Error("prod has no cluster medical-chutian");

const alerts = firingAlerts(folder, clusterRuleGroups(environment, cluster), {
  ...quietDay(),
  ...incidents.availabilityZoneLost(),
  ...incidents.slowService(),
  ...incidents.linkFlapping(),
  ...incidents.districtDown(),
  ...incidents.certificatesNearExpiry(),
});

const pages = pagesOf(folder, {
  files: writeAlertmanagerFiles(synthesizedEnvironments(), STACK, folder),
  externalLabels: externalLabels(synthesizedEnvironments(), STACK),
  alerts,
  // A Wednesday: from half past eleven in the evening the carriers work on their lines.
  start: new Date("2027-01-13T00:00:00+08:00"),
  // Prometheus is gone from eight o'clock in the evening until half past.
  outage: { from: minute("20:00"), until: minute("20:30") },
});

afterAll(() => {
  folder.remove();
});

/** What receivers are told between two times, without the heartbeats: when, who, how much and what. */
function told(from: string, until: string): string[] {
  return pages
    .filter(({ receiver }) => receiver !== HEARTBEATS)
    .filter((page) => page.minute >= minute(from) && page.minute < minute(until))
    .map((page) => `${clock(page)} ${page.receiver} ${page.subject}`);
}

function clock({ minute }: Pick<Page, "minute">): string {
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, "0")).join(":");
}

/** How many alerts fire at some time between two. */
function raised(from: string, until: string): number {
  return alerts.filter((alert) => alert.from >= minute(from) && alert.from < minute(until)).length;
}

describe("a day in the life of medical-chutian", () => {
  it("prints", () => {
    console.log(told("00:00", "24:00").join("\n"));
    console.log(raised("03:00", "04:30"), alerts.length);
    console.log(
      pages
        .filter(({ receiver }) => receiver === HEARTBEATS)
        .map(clock)
        .slice(0, 5),
    );
  });
});
