import { clusterRuleGroups } from "../../../src/constructs/monitoring/alerts";
import { environmentNamed } from "../../app/support/synthesized";
import { synthesizedEnvironments } from "../support/synthesized-environments";
import { TemporaryFolder } from "../support/temporary-folder";
import { DAY, minuteOf, timeOf } from "./day/clock";
import { firingAlerts, type FiringAlert } from "./day/firing";
import { DEPLOYMENTS, INCIDENTS, LOST_MACHINES, PEER_GONE, type Incident } from "./day/incidents";
import { pagesOf, type Outage, type Page } from "./day/pages";
import { merged, quietCluster } from "./day/quiet-cluster";
import { externalLabels, writeAlertmanagerFiles } from "./support/alertmanager-files";

const HEARTBEATS = "outside-watch";

const folder = new TemporaryFolder();
afterAll(() => {
  folder.remove();
});

const environment = environmentNamed("prod");

/** A Wednesday: from half past eleven in the evening the carriers work on their lines. */
const start = new Date("2027-01-13T00:00:00+08:00");

/** The alert that always fires. */
const watchdog: FiringAlert = { labels: { alertname: "Watchdog", severity: "info", owner: "platform" }, from: 0 };

/** What a cluster's rules raise in an incident, from its first minute. */
function raisedIn(id: string, { minutes, series }: Incident): FiringAlert[] {
  const groups = environment.specification.clusters
    .filter((cluster) => cluster.id === id)
    .flatMap((cluster) => clusterRuleGroups(environment, cluster));
  return firingAlerts(folder, { groups, minutes, series: merged([quietCluster(), series]) });
}

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

/** Who is told of a day's alerts by a cluster's Alertmanager. */
function dayOf(id: string, alerts: readonly FiringAlert[], outage?: Outage): Page[] {
  const stack = `prod-${id}-monitoring`;
  return pagesOf(folder, {
    files: writeAlertmanagerFiles(synthesizedEnvironments(), stack, folder),
    externalLabels: externalLabels(synthesizedEnvironments(), stack),
    alerts: [watchdog, ...alerts],
    start,
    ...(outage && { outage }),
  });
}

const raised = new Map<Incident, FiringAlert[]>(
  Object.values(INCIDENTS).map((incident: Incident) => [incident, raisedIn("medical-chutian", incident)]),
);

const pages = dayOf(
  "medical-chutian",
  [...raised].flatMap(([incident, alerts]) => inTheDay(incident, alerts)),
  // Prometheus is gone for half an hour.
  { from: minuteOf("20:00"), until: minuteOf("20:30") },
);

/** What receivers are told between two times, without the heartbeats: when, who, how bad, how many and what. */
function told(from: string, until: string, of: readonly Page[] = pages): string[] {
  return of
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

/** When the outside hears the heartbeat, and what. */
function heartbeats(from: string, until: string): string[] {
  return pages
    .filter(({ receiver, minute }) => receiver === HEARTBEATS && minute >= minuteOf(from) && minute < minuteOf(until))
    .map(({ minute, resolved }) => `${timeOf(minute)} ${resolved.length > 0 ? "over" : "well"}`);
}

const MEDICAL = "cluster medical-chutian";

/** What fires while all is well. */
const ALWAYS_ON = { Watchdog: 1, AlertmanagerServes: 1 };

describe("a day in the life of medical-chutian", () => {
  it("tells nobody anything while all is well", () => {
    expect(raisedBy(INCIDENTS.quiet)).toEqual(ALWAYS_ON);
    expect(told("00:00", "03:00")).toEqual([]);
  });

  it("tells once that an availability zone is lost, again after an hour, and once that it is back", () => {
    expect(raisedBy(INCIDENTS.availabilityZoneLost)).toEqual({
      ...ALWAYS_ON,
      AvailabilityZoneDown: 1,
      CiliumAgentDown: LOST_MACHINES.length,
      EtcdMemberDown: 1,
      EtcdMembersDown: 1,
      KubeDeploymentReplicasMismatch: DEPLOYMENTS,
      KubePodNotReady: DEPLOYMENTS,
      NodeNotReady: LOST_MACHINES.length,
      TargetsDown: 5,
    });
    expect(told("03:00", "07:00")).toEqual([
      `03:13 platform-on-call [critical 1] AvailabilityZoneDown, availability_zone chutian-a, ${MEDICAL}`,
      `04:18 platform-on-call [critical 1] AvailabilityZoneDown, availability_zone chutian-a, ${MEDICAL}`,
      `04:43 platform-on-call [resolved] AvailabilityZoneDown, availability_zone chutian-a, ${MEDICAL}`,
    ]);
  });

  it("tells the vendor of a slow service and the platform's people, and of what lasts the vendor alone", () => {
    const what = (alert: string) => `${alert}, ${MEDICAL}, service insurance-settlement`;
    expect(raisedBy(INCIDENTS.slowService)).toEqual({
      ...ALWAYS_ON,
      ServiceLatencyBudgetBurnsFast: 1,
      ServiceLatencyBudgetBurnsSlowly: 1,
    });
    expect(told("07:00", "11:00")).toEqual([
      `08:13 payment-on-call [critical 1] ${what("ServiceLatencyBudgetBurnsFast")}`,
      `08:13 platform-on-call [critical 1] ${what("ServiceLatencyBudgetBurnsFast")}`,
      `09:18 payment-on-call [critical 1] ${what("ServiceLatencyBudgetBurnsFast")}`,
      `09:18 platform-on-call [critical 1] ${what("ServiceLatencyBudgetBurnsFast")}`,
      `09:21 payment-on-call [warning 1] ${what("ServiceLatencyBudgetBurnsSlowly")}`,
      `09:23 payment-on-call [resolved] ${what("ServiceLatencyBudgetBurnsFast")}`,
      `09:23 platform-on-call [resolved] ${what("ServiceLatencyBudgetBurnsFast")}`,
    ]);
  });

  it("tells once of a link that goes up and down ten times, and calls nobody", () => {
    expect(raisedBy(INCIDENTS.linkFlapping)).toEqual({ ...ALWAYS_ON, LinkFlapping: 1 });
    expect(told("11:00", "14:00")).toEqual([
      `11:16 platform-team [warning 1] LinkFlapping, ${MEDICAL}, link link-mobile`,
      `11:56 platform-team [resolved] LinkFlapping, ${MEDICAL}, link link-mobile`,
    ]);
  });

  it("tells nobody of the same in the carriers' night", () => {
    expect(raisedBy(INCIDENTS.linkFlappingAtNight)).toEqual({ ...ALWAYS_ON, LinkFlapping: 1 });
    expect(told("21:00", "24:00")).toEqual([]);
  });

  it("tells once of a district of which twenty institutions are unreachable", () => {
    expect(raisedBy(INCIDENTS.districtDown)).toEqual({ ...ALWAYS_ON, DistrictDown: 1 });
    expect(told("14:00", "16:00")).toEqual([
      `14:13 network-on-call [critical 1] DistrictDown, ${MEDICAL}, district District 07`,
      `14:53 network-on-call [resolved] DistrictDown, ${MEDICAL}, district District 07`,
    ]);
  });

  it("tells by mail, in one message, of two certificates that nobody renews", () => {
    expect(raisedBy(INCIDENTS.certificatesNearExpiry)).toEqual({ ...ALWAYS_ON, CertificateNotRenewed: 2 });
    expect(told("16:00", "20:00")).toEqual([`17:12 platform-team [warning 2] CertificateNotRenewed, ${MEDICAL}`]);
  });

  it("falls silent where somebody outside hears it, when Prometheus is gone", () => {
    expect(heartbeats("19:57", "20:33")).toEqual([
      "19:57 well",
      "19:58 well",
      "19:59 well",
      // What was told last holds for four minutes.
      "20:00 well",
      "20:01 well",
      "20:02 well",
      "20:03 well",
      "20:04 over",
      "20:30 well",
      "20:31 well",
      "20:32 well",
    ]);
    expect(heartbeats("00:00", "19:57")).toHaveLength(minuteOf("19:57"));
  });

  it("takes for over what nobody tells any more, and tells it anew", () => {
    const slow = `ServiceLatencyBudgetBurnsSlowly, ${MEDICAL}, service insurance-settlement`;
    expect(told("20:00", "21:00")).toEqual([
      `20:06 payment-on-call [resolved] ${slow}`,
      `20:07 platform-team [resolved] CertificateNotRenewed, ${MEDICAL}`,
      `20:31 payment-on-call [warning 1] ${slow}`,
      `20:31 platform-team [warning 2] CertificateNotRenewed, ${MEDICAL}`,
    ]);
  });
});

describe("meanwhile in medical-tianyi", () => {
  it("people are called once when the other cloud's Prometheus is gone, and told when it is back", () => {
    const alerts = raisedIn("medical-tianyi", PEER_GONE);
    expect(alerts.map(({ labels }) => labels.alertname).sort()).toEqual([
      "AlertmanagerServes",
      "DeadMansSwitch",
      "Watchdog",
    ]);
    expect(told("00:00", "24:00", dayOf("medical-tianyi", inTheDay(PEER_GONE, alerts)))).toEqual([
      "20:10 platform-on-call [critical 1] DeadMansSwitch, cluster medical-tianyi",
      "20:35 platform-on-call [resolved] DeadMansSwitch, cluster medical-tianyi",
    ]);
  });
});
