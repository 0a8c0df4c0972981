import { configurationWith, vendorWith } from "./support";

const HOOKS = ["on-call", "dingtalk", "team", "heard"].map((id) => ({
  kind: "webhook",
  id,
  url: `https://${id}.health.example/hook`,
}));

const WINDOW = { kind: "weekly", title: "Patches", from: "02:00", until: "04:00" };

/** What a route with all severities has below it. */
const BY_SEVERITY = [
  { matchers: ['severity="critical"'], repeat_interval: "1h" },
  { matchers: ['severity="warning"'], repeat_interval: "12h" },
  { matchers: ['severity="info"'], repeat_interval: "24h" },
];

/** What a cluster says to the other cloud, and to nobody. */
const BETWEEN_CLOUDS = { receiver: "nobody", matchers: ['alertname="AlertmanagerServes"'] };

describe("the routes of an Alertmanager", () => {
  it("are the heartbeat's, those of the YAML in their order, and the default", () => {
    const routes = [
      { severity: "critical", receiver: "on-call" },
      { owner: "network", severity: "warning", receiver: "dingtalk" },
    ];
    expect(configurationWith({ receivers: HOOKS, routes }).route).toEqual({
      receiver: "team",
      group_by: ["cluster", "availability_zone", "district", "link", "load_balancer", "service"],
      group_wait: "1m",
      group_interval: "5m",
      repeat_interval: "4h",
      routes: [
        {
          receiver: "nobody",
          matchers: ['alertname="Watchdog"'],
          group_wait: "0s",
          group_interval: "1m",
          repeat_interval: "30s",
        },
        BETWEEN_CLOUDS,
        { receiver: "on-call", matchers: ['severity="critical"'], repeat_interval: "1h" },
        { receiver: "dingtalk", matchers: ['owner="network"', 'severity="warning"'], repeat_interval: "12h" },
        { receiver: "team", matchers: [], routes: BY_SEVERITY },
      ],
    });
  });

  it("lead the heartbeat to whoever listens for it", () => {
    expect(configurationWith({ receivers: HOOKS, heartbeat: "heard" }).route).toMatchObject({
      routes: [{ receiver: "heard", matchers: ['alertname="Watchdog"'] }, BETWEEN_CLOUDS, {}],
    });
  });

  it("tell a vendor first and go on, and keep from the default what no route takes of a vendor's", () => {
    const vendors = [vendorWith("vendor-01", "dingtalk"), vendorWith("vendor-02", "on-call")];
    expect(configurationWith({ receivers: HOOKS }, { vendors }).route).toMatchObject({
      routes: [
        { receiver: "nobody" },
        BETWEEN_CLOUDS,
        { receiver: "dingtalk", matchers: ['owner="vendor-01"'], continue: true, routes: BY_SEVERITY },
        { receiver: "on-call", matchers: ['owner="vendor-02"'], continue: true, routes: BY_SEVERITY },
        { receiver: "team", matchers: ['owner!~"vendor-01|vendor-02"'] },
      ],
    });
  });

  it("mute, in a window, what the window names and a route takes", () => {
    const maintenance = [{ ...WINDOW, id: "patches", quiet: { cluster: "medical-chutian", severity: "warning" } }];
    const muted = {
      matchers: ['severity="warning"', 'cluster="medical-chutian"'],
      mute_time_intervals: ["patches"],
    };
    const [critical, warning, info] = BY_SEVERITY;
    const routes = [{ severity: "critical", receiver: "on-call" }];
    expect(configurationWith({ receivers: HOOKS, routes, maintenance }).route).toMatchObject({
      routes: [
        { receiver: "nobody" },
        BETWEEN_CLOUDS,
        { receiver: "on-call", matchers: ['severity="critical"'], repeat_interval: "1h" },
        { receiver: "team", routes: [critical, { ...warning, routes: [muted] }, info] },
      ],
    });
  });

  it("mute in both windows what falls into both, which only a route of its own can", () => {
    const maintenance = [
      { ...WINDOW, id: "cluster-work", quiet: { cluster: "medical-chutian" } },
      { ...WINDOW, id: "line-work", quiet: { link: ["link-a", "link-b"] } },
      { ...WINDOW, id: "other-line", quiet: { link: "link-c" } },
      { ...WINDOW, id: "line-work-again", quiet: { link: ["link-a", "link-b"] } },
    ];
    const routes = [{ severity: "critical", receiver: "on-call" }];
    const cluster = 'cluster="medical-chutian"';
    const lines = 'link=~"link-a|link-b"';
    expect(configurationWith({ receivers: HOOKS, routes, maintenance }).route).toMatchObject({
      routes: [
        {},
        BETWEEN_CLOUDS,
        {
          receiver: "on-call",
          routes: [
            { matchers: [cluster, lines], mute_time_intervals: ["cluster-work", "line-work", "line-work-again"] },
            { matchers: [lines], mute_time_intervals: ["line-work", "line-work-again"] },
            { matchers: [cluster, 'link="link-c"'], mute_time_intervals: ["cluster-work", "other-line"] },
            { matchers: [cluster], mute_time_intervals: ["cluster-work"] },
            { matchers: ['link="link-c"'], mute_time_intervals: ["other-line"] },
          ],
        },
        {},
      ],
    });
  });

  it("quote what a matcher would read otherwise", () => {
    const maintenance = [{ ...WINDOW, id: "work", quiet: { district: ['District "01" (east)', "District 02"] } }];
    const routes = [{ severity: "critical", receiver: "on-call" }];
    expect(configurationWith({ receivers: HOOKS, routes, maintenance }).route).toMatchObject({
      routes: [
        {},
        BETWEEN_CLOUDS,
        { routes: [{ matchers: ['district=~"District \\"01\\" \\\\(east\\\\)|District 02"'] }] },
        {},
      ],
    });
  });
});
