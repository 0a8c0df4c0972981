import { clusterRuleGroups } from "../../../src/constructs/monitoring/alerts";
import { environmentNamed } from "../../app/support/synthesized";
import { run } from "../support/program";
import { synthesizedEnvironments } from "../support/synthesized-environments";
import { TemporaryFolder } from "../support/temporary-folder";
import { monitoringStacks, writeAlertmanagerFiles, type AlertmanagerFiles } from "./support/alertmanager-files";

const synthesized = synthesizedEnvironments();
const folder = new TemporaryFolder();
afterAll(() => {
  folder.remove();
});

const written = new Map<string, AlertmanagerFiles>();

function filesOf(stack: string): AlertmanagerFiles {
  const files = written.get(stack) ?? writeAlertmanagerFiles(synthesized, stack, folder);
  written.set(stack, files);
  return files;
}

/** The receivers of an alert with these labels, in order, as amtool knows them. */
function receiversOf(stack: string, labels: Readonly<Record<string, string>>): string[] {
  const words = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  const { configuration } = filesOf(stack);
  const { exitCode, output, errors } = run("amtool", [
    "config",
    "routes",
    "test",
    `--config.file=${configuration}`,
    ...words,
  ]);
  if (exitCode !== 0) throw new Error(`amtool: ${errors}`);
  return output.trim().split(",");
}

const VENDORS = Array.from({ length: 13 }, (_, index) => `vendor-${String(index + 1).padStart(2, "0")}`);

/** Who is told of a vendor's alerts before anybody else: by mail, but for the one that has a receiver of its own. */
const receiverOf = (vendor: string) => (vendor === "vendor-03" ? "payment-on-call" : `owner:${vendor}`);

type Case = readonly [labels: Readonly<Record<string, string>>, receivers: readonly string[]];

const CASES: readonly Case[] = [
  [{ owner: "network", severity: "critical" }, ["network-on-call"]],
  [{ owner: "platform", severity: "critical" }, ["platform-on-call"]],
  [{ severity: "critical" }, ["platform-on-call"]],
  [{ owner: "platform", severity: "warning" }, ["platform-team"]],
  [{ owner: "platform", severity: "info" }, ["command-room"]],
  [{ owner: "network", severity: "info" }, ["command-room"]],
  // What no route takes.
  [{ owner: "network", severity: "warning" }, ["platform-team"]],
  [{ severity: "warning" }, ["platform-team"]],
  [{ owner: "network" }, ["platform-team"]],
  [{ owner: "nobody-knows", severity: "warning" }, ["platform-team"]],
  [{}, ["platform-team"]],
  ...VENDORS.flatMap((owner): Case[] => [
    [{ owner, severity: "critical" }, [receiverOf(owner), "platform-on-call"]],
    [{ owner, severity: "warning" }, [receiverOf(owner)]],
    [{ owner, severity: "info" }, [receiverOf(owner), "command-room"]],
    [{ owner }, [receiverOf(owner)]],
  ]),
  // A window changes when somebody is told, never who.
  [{ owner: "platform", severity: "warning", link: "link-mobile" }, ["platform-team"]],
  [{ owner: "network", severity: "warning", link: "link-mobile" }, ["platform-team"]],
  [{ owner: "vendor-01", severity: "warning", link: "link-mobile" }, [receiverOf("vendor-01")]],
  [{ owner: "network", severity: "critical", link: "link-mobile" }, ["network-on-call"]],
];

describe.each(["dev", "staging", "prod"])("Alertmanager in %s", (environment) => {
  it.each(monitoringStacks(synthesized, environment))("accepts what %s has, in its strict mode", (stack) => {
    const { configuration } = filesOf(stack);
    const { exitCode, output, errors } = run("amtool", [
      "check-config",
      configuration,
      "--enable-feature=utf8-strict-mode",
    ]);
    expect({ exitCode, verdicts: output.match(/SUCCESS|FAILED.*/g) }).toEqual({
      exitCode: 0,
      verdicts: ["SUCCESS", "SUCCESS"],
    });
    expect(errors.split("\n").filter((line) => line !== "" && !line.includes("UTF-8 strict mode enabled"))).toEqual([]);
  });
});

describe("an alert of prod", () => {
  it.each(CASES)("with %j goes to %j", (labels, receivers) => {
    expect(receiversOf("prod-medical-chutian-monitoring", labels)).toEqual(receivers);
  });

  it.each(monitoringStacks(synthesized, "prod"))(
    "that all is well goes from %s outside, and to nobody else",
    (stack) => {
      const watchdog = { alertname: "Watchdog", severity: "info", owner: "platform" };
      expect(receiversOf(stack, watchdog)).toEqual(["outside-watch"]);
    },
  );

  it("comes to every receiver of the YAML", () => {
    const environment = environmentNamed("prod");
    const told = new Set<string>();
    for (const cluster of environment.specification.clusters) {
      const alerts = clusterRuleGroups(environment, cluster).flatMap((group) => group.alerts);
      const kinds = new Set(
        alerts.flatMap(({ severity, owner }) => ownersOf(owner.label).map((name) => `${severity} ${name}`)),
      );
      for (const kind of kinds) {
        const [severity = "", owner = ""] = kind.split(" ");
        for (const receiver of receiversOf(`prod-${cluster.id}-monitoring`, { severity, owner })) told.add(receiver);
      }
    }
    const { receivers, heartbeat } = environment.specification.alerting;
    expect(receivers.map(({ id }) => id).filter((id) => !told.has(id) && id !== heartbeat)).toEqual([]);
  });
});

describe("an alert of dev", () => {
  it.each(["critical", "warning", "info"])("of severity %s goes to the one receiver that there is", (severity) => {
    const [stack = ""] = monitoringStacks(synthesized, "dev");
    expect(receiversOf(stack, { severity, owner: "vendor-02" })).toEqual(["development"]);
  });
});

/** The owners that a rule's label may come to: its template names a vendor where the series does. */
function ownersOf(label: string): string[] {
  return label.includes("{{") ? [...VENDORS, "platform"] : [label];
}
