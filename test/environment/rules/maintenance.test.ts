import { faultsWith, linesWith } from "./city";

const ONCE = {
  id: "line-renewal",
  kind: "once",
  title: "A line is renewed",
  from: "2027-01-16T22:00",
  until: "2027-01-17T06:00",
  quiet: { cluster: "medical-chutian" },
};
const WEEKLY = {
  id: "patches",
  kind: "weekly",
  title: "Nodes are patched",
  weekdays: ["sunday"],
  from: "02:00",
  until: "04:00",
  quiet: { owner: "platform" },
};

const faultsOf = (...windows: readonly unknown[]) => faultsWith({ "alerting.maintenance": windows });

describe("a maintenance window", () => {
  it("may come once or every week", () => {
    expect(faultsOf(ONCE, WEEKLY)).toEqual([]);
  });

  it("in the past is refused by the clock that the check is given", () => {
    const at = (now: string) => linesWith({ "alerting.maintenance": [ONCE] }, { now });
    expect(at("2027-01-17T05:59:59+08:00")).toEqual([]);
    expect(at("2027-01-17T06:00:00+08:00")).toEqual([
      expect.stringMatching(
        /^city\.yaml:\d+:\d+ {2}alerting\.maintenance\[0\]\.until: got 2027-01-17T06:00 Asia\/Shanghai, which is over at 2027-01-16T22:00:00\.000Z, expected a time to come: delete the window line-renewal, or correct its times$/,
      ),
    ]);
  });

  it("ends after it begins", () => {
    expect(faultsOf({ ...ONCE, until: "2027-01-16T22:00" })).toEqual([
      "alerting.maintenance[0].until: got 2027-01-16T22:00, expected a time after from, which is 2027-01-16T22:00",
    ]);
  });

  it("lasts two weeks at most", () => {
    expect(faultsOf({ ...ONCE, until: "2027-01-30T22:00" })).toEqual([]);
    expect(faultsOf({ ...ONCE, until: "2027-01-30T22:01" })).toEqual([
      "alerting.maintenance[0].until: got 2027-01-30T22:01, expected at most 14 days after from, which is 2027-01-16T22:00: a longer silence is forgotten",
    ]);
  });

  it("of every week does not last all day", () => {
    expect(faultsOf({ ...WEEKLY, until: "02:00" })).toEqual([
      "alerting.maintenance[0].until: got 02:00, the time of from, expected another: the window would last all day",
    ]);
  });

  it("names a day that the calendar has, and a time of day", () => {
    expect(faultsOf({ ...ONCE, from: "2027-02-29T22:00" }, { ...WEEKLY, from: "25:00" })).toEqual([
      expect.stringMatching(/^alerting\.maintenance\[0\]\.from: .*expected a day that the calendar has/),
      expect.stringMatching(/^alerting\.maintenance\[1\]\.from: .*expected a time such as 23:30/),
    ]);
  });

  it("says what it keeps quiet", () => {
    const message = (given: string) =>
      `alerting.maintenance[0].quiet: got ${given}, expected what is worked on, such as cluster, service, link or owner: the window would silence the whole platform`;
    expect(faultsOf({ ...ONCE, quiet: {} })).toEqual([message("no label")]);
    expect(faultsOf({ ...ONCE, quiet: { severity: ["critical", "warning"] } })).toEqual([message("severity alone")]);
  });

  it("names what is there", () => {
    expect(
      faultsOf({ ...ONCE, quiet: { cluster: "medical-chutan", availabilityZone: ["chutian-a", "chutian-x"] } }),
    ).toEqual([
      expect.stringMatching(
        /^alerting\.maintenance\[0\]\.quiet\.cluster: got "medical-chutan", expected the id of a cluster: one of .*; did you mean "medical-chutian"\?$/,
      ),
      expect.stringMatching(
        /^alerting\.maintenance\[0\]\.quiet\.availabilityZone\[1\]: got "chutian-x", expected an availability zone: one of chutian-a, /,
      ),
    ]);
  });

  it("has an id of its own", () => {
    expect(faultsOf(WEEKLY, { ...ONCE, id: "patches" })).toEqual([
      expect.stringMatching(
        /^alerting\.maintenance\[1\]\.id: got "patches" a second time, expected an id of its own: line \d+ has it$/,
      ),
    ]);
  });

  it("meets few others, since each way to meet is a route", () => {
    const meeting = [
      { cluster: "medical-chutian" },
      { owner: "platform" },
      { zone: "medical" },
      { cloud: "chutian" },
      { severity: "warning", alert: "NodeNotReady" },
      { district: "District 01" },
    ].map((quiet, index) => ({ ...WEEKLY, id: `window-${index}`, quiet }));
    expect(faultsOf(...meeting.slice(0, 5))).toEqual([]);
    expect(faultsOf(...meeting)).toEqual([
      "alerting.maintenance: got windows that meet in 63 ways, expected at most 31: one alert may fall into window-0, window-1, window-2, window-3, window-4, window-5; give them the same quiet, or labels that keep them apart",
    ]);
  });
});
