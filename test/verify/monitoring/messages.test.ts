import { messageTemplates } from "../../../src/constructs/monitoring/alertmanager";
import { run } from "../support/program";
import { TemporaryFolder } from "../support/temporary-folder";

const folder = new TemporaryFolder();
afterAll(() => {
  folder.remove();
});

const SINCE = "2027-01-15T17:30:00Z";

const lost = {
  status: "firing",
  labels: { alertname: "AvailabilityZoneDown", severity: "critical", owner: "platform" },
  annotations: {
    summary: "No node in availability zone chutian-a is ready",
    description: "Every node of the availability zone is lost.",
    runbook_url: "https://docs.health.example/runbooks/AvailabilityZoneDown.md",
    dashboard_url: "https://grafana.health.example/d/cluster",
  },
  startsAt: SINCE,
};

const slow = (service: string) => ({
  status: "firing",
  labels: { alertname: "ServiceSlow", severity: "warning", owner: "vendor-03", service },
  annotations: { summary: `${service} is slow` },
  startsAt: SINCE,
});

type Alert = typeof lost | ReturnType<typeof slow>;

/** What Alertmanager's own template engine makes of a template for some alerts. */
function rendered(template: "subject" | "text", alerts: readonly Alert[], group = {}, title = "The city"): string {
  const [first] = alerts;
  const shared = alerts.length === 1 ? first : undefined;
  const data = folder.write(
    "data.json",
    JSON.stringify({
      receiver: "platform-on-call",
      status: first?.status,
      alerts,
      groupLabels: group,
      commonLabels: shared?.labels ?? { severity: first?.labels.severity },
      commonAnnotations: shared?.annotations ?? {},
      externalURL: "http://alertmanager",
    }),
  );
  const { exitCode, output, errors } = run("amtool", [
    "template",
    "render",
    `--template.glob=${folder.write("messages.tmpl", messageTemplates(title))}`,
    `--template.data=${data}`,
    `--template.text={{ template "health-cloud.${template}" . }}`,
  ]);
  if (exitCode !== 0) throw new Error(errors);
  return output;
}

describe("a message of Alertmanager", () => {
  it("says how bad it is, where and what", () => {
    expect(rendered("subject", [lost])).toBe("[critical 1] The city: No node in availability zone chutian-a is ready");
  });

  it("says where several alerts come from", () => {
    expect(rendered("subject", [slow("card"), slow("pay")], { cluster: "medical-chutian" })).toBe(
      "[warning 2] The city: several alerts, cluster medical-chutian",
    );
  });

  it("says that it is over", () => {
    expect(rendered("subject", [{ ...lost, status: "resolved" }])).toBe(
      "[resolved] The city: No node in availability zone chutian-a is ready",
    );
  });

  it("tells what happened, since when by the city's clocks, who answers and what to do", () => {
    expect(rendered("text", [lost])).toBe(
      [
        "[critical 1] The city: No node in availability zone chutian-a is ready",
        "",
        "firing AvailabilityZoneDown (critical): No node in availability zone chutian-a is ready",
        "Every node of the availability zone is lost.",
        "Since 2027-01-16 01:30, answers: platform",
        "What to do: https://docs.health.example/runbooks/AvailabilityZoneDown.md",
        "Dashboard: https://grafana.health.example/d/cluster",
        "",
      ].join("\n"),
    );
  });

  it("stays within the 2048 bytes of WeCom, and counts what it leaves out", () => {
    const text = rendered(
      "text",
      Array.from({ length: 40 }, (_, index) => slow(`service-${index}`)),
    );
    expect(text).toContain("service-4 is slow");
    expect(text).not.toContain("service-5 is slow");
    expect(text.trimEnd().endsWith("The first 5 of 40 alerts.")).toBe(true);
    expect(Buffer.byteLength(text)).toBeLessThan(2048);
  });

  it("takes a title as it is", () => {
    expect(rendered("subject", [lost], {}, "武汉市卫生云 {{ prod }}")).toBe(
      "[critical 1] 武汉市卫生云 {{ prod }}: No node in availability zone chutian-a is ready",
    );
  });
});
