import { clusterRuleGroups } from "../../../src/constructs/monitoring/alerts";
import { environmentNamed } from "../../app/support/synthesized";
import { synthesizedEnvironments } from "../support/synthesized-environments";
import { TemporaryFolder } from "../support/temporary-folder";
import { DAY, minuteOf, timeOf } from "./day/clock";
import { firingAlerts, type FiringAlert } from "./day/firing";
import { INCIDENTS, LOST_MACHINES, type Incident } from "./day/incidents";
import { pagesOf } from "./day/pages";
import { merged, quietCluster } from "./day/quiet-cluster";
import { externalLabels, writeAlertmanagerFiles } from "./support/alertmanager-files";

const STACK = "prod-medical-chutian-monitoring";
const HEARTBEATS = "outside-watch";

const folder = new TemporaryFolder();
afterAll(() => {
  folder.remove();
});

const environment = environmentNamed("prod");
const groups = environment.specification.clusters
  .filter(({ id }) => id === "medical-chutian")
  .flatMap((cluster) => clusterRuleGroups(environment, cluster));

/** The alert that always fires. */
const watchdog: FiringAlert = { labels: { alertname: "Watchdog", severity: "info", owner: "platform" }, from: 0 };

const raised = new Map<Incident, FiringAlert[]>(
  Object.values(INCIDENTS).map((incident: Incident) => [
    incident,
    firingAlerts(folder, {
      groups,
      minutes: incident.minutes,
      series: merged([quietCluster(), incident.series]),
    }),
  ]),
);

/** The alerts of an incident at their time of the day. What still fires when it is no longer watched goes on. */
function inTheDay({ at }: Incident, alerts: readonly FiringAlert[]): FiringAlert[] {
  return alerts
    .filter(({ labels }) => labels.alertname !== "Watchdog")
    .map(({ labels, from, until }) => ({
      labels,
      from: minuteOf(at) + from,
      ...(until !== undefined && { until: minuteOf(at) + until }),
    }));
}

const pages = pagesOf(folder, {
  files: writeAlertmanagerFiles(synthesizedEnvironments(), STACK, folder),
  externalLabels: externalLabels(synthesizedEnvironments(), STACK),
  alerts: [watchdog, ...[...raised].flatMap(([incident, alerts]) => inTheDay(incident, alerts))],
  // A Wednesday: from half past eleven in the evening the carriers work on their lines.
  start: new Date("2027-01-13T00:00:00+08:00"),
  // Prometheus is gone for half an hour.
  outage: { from: minuteOf("20:00"), until: minuteOf("20:30") },
});

/** What receivers are told between two times, without the heartbeats: when, who, how bad, how many and what. */
function told(from: string, until: string): string[] {
  return pages
    .filter(({ receiver }) => receiver !== HEARTBEATS)
    .filter(({ minute }) => minute >= minuteOf(from) && minute < (until === "24:00" ? DAY : minuteOf(until)))
    .map(
      ({ minute, receiver, subject }) =>
        `${timeOf(minute)} ${receiver} ${subject.replace(`${environment.specification.title}: `, "")}`,
    );
}

/** The names of the alerts that an incident raises, each with how many there are. */
function raisedBy(incident: Incident): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { labels } of raised.get(incident) ?? []) {
    const { alertname = "" } = labels;
    counts[alertname] = (counts[alertname] ?? 0) + 1;
  }
  return counts;
}

describe("a day in the life of medical-chutian", () => {
  it("prints", () => {
    for (const [name, incident] of Object.entries(INCIDENTS)) console.log(name, raisedBy(incident));
    console.log(told("00:00", "24:00").join("\n"));
    console.log(LOST_MACHINES.length);
    console.log(
      pages
        .filter(({ receiver, minute }) => receiver === HEARTBEATS && minute > 1190 && minute < 1250)
        .map(({ minute, subject }) => timeOf(minute) + subject.slice(0, 10))
        .join(" "),
    );
  });
});
