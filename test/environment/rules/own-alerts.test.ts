import { faultsWith, linesWith } from "./city";

const sound = {
  name: "QueueTooLong",
  expression: 'queue_length{queue="reports"} > 100',
  for: "5m",
  severity: "warning",
  owner: "vendor-02",
  summary: "{{ $value }} reports wait",
  runbook: "https://wiki.vendor-02.example/queue",
};

describe("an alert of one's own", () => {
  it("belongs to the platform, the network or a vendor", () => {
    const rules = ["platform", "network", "vendor-01"].map((owner, index) => ({
      ...sound,
      name: `Queue${index}`,
      owner,
    }));
    expect(faultsWith({ "alerting.rules": rules })).toEqual([]);
    expect(faultsWith({ "alerting.rules": [{ ...sound, owner: "vendr-02" }] })).toEqual([
      'alerting.rules[0].owner: got "vendr-02", expected an owner: one of platform, network, vendor-01, vendor-02, vendor-03; did you mean "vendor-02"?',
    ]);
  });

  it("has a name of its own", () => {
    expect(faultsWith({ "alerting.rules": [sound, sound] })).toEqual([
      expect.stringMatching(
        /^alerting\.rules\[1\]\.name: got "QueueTooLong" a second time, expected a name of its own: line \d+ has it$/,
      ),
    ]);
  });

  it("is PromQL: what does not fit is told with its place in the file and in the expression", () => {
    expect(linesWith({ "alerting.rules": [{ ...sound, expression: "sum(rate(queue_length[5m]) by queue" }] })).toEqual([
      expect.stringMatching(
        /^city\.yaml:\d+:\d+ {2}alerting\.rules\[0\]\.expression: got "sum\(rate\(queue_length\[5m\]\) by queue", expected PromQL: "by" at 1:28 of the expression does not fit$/,
      ),
    ]);
  });

  it("says who answers and what to do", () => {
    expect(faultsWith({ "alerting.rules": [{ ...sound, owner: undefined, runbook: undefined }] })).toEqual([
      "alerting.rules[0].owner: missing, expected text of at least 1 character",
      expect.stringContaining("alerting.rules[0].runbook: missing, expected "),
    ]);
  });

  it("waits for a time as Prometheus writes it", () => {
    expect(faultsWith({ "alerting.rules": [{ ...sound, for: "5 minutes" }] })).toEqual([
      'alerting.rules[0].for: got "5 minutes", expected a duration such as 5m',
    ]);
  });
});

describe("the objectives of a service", () => {
  it("leave room for failures, within what the gateway counts", () => {
    expect(
      faultsWith({ "services[1].objectives": { availability: 100, latency: { percent: 99, milliseconds: 700 } } }),
    ).toEqual([
      "services[1].objectives.availability: got 100, expected at most 99.999: what allows no failure at all is broken by the first, and alarms for good",
      "services[1].objectives.latency.milliseconds: got 700, expected one of 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000, 30000: the gateway counts answers by these limits",
    ]);
  });
});

describe("a schedule", () => {
  it("is a cron expression", () => {
    expect(faultsWith({ "clusters[0].etcdSnapshots.schedule": "every day" })).toEqual([
      'clusters[0].etcdSnapshots.schedule: got "every day", expected a cron expression of five fields such as 30 17 * * *',
    ]);
  });
});
