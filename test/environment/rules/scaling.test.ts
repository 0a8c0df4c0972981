import { faultsWith } from "./city";

const hours = { kind: "working-hours", start: "07:30", end: "11:30", replicas: 6 };
const query = { kind: "prometheus", query: "sum(queue_length)", threshold: 20 };

/** The faults of service 1, which runs 4 to 8 replicas, with triggers. */
const faultsOf = (...triggers: readonly Record<string, unknown>[]) =>
  faultsWith({ "services[1].autoscale.triggers": triggers });

const TRIGGER = "services[1].autoscale.triggers[0]";

describe("what scales a service", () => {
  it("is working hours, Prometheus, or both", () => {
    expect(faultsOf(hours, query)).toEqual([]);
  });

  it("is nothing else", () => {
    expect(faultsOf({ kind: "kafka", topic: "cards" })).toEqual([
      `${TRIGGER}.kind: got "kafka", expected one of working-hours, prometheus`,
    ]);
  });

  it("has replicas to add", () => {
    expect(
      faultsWith({ "services[1].autoscale": { maximum: 4, triggers: [query] }, "services[1].replicas": 4 }),
    ).toEqual([
      "services[1].autoscale.maximum: got 4, expected more than the 4 replicas it starts with: the triggers have nothing to add",
    ]);
  });
});

describe("working hours", () => {
  it("ask for no more replicas than the maximum", () => {
    expect(faultsOf({ ...hours, replicas: 9 })).toEqual([
      `${TRIGGER}.replicas: got 9, expected at most the maximum of 8: ask for less, or raise autoscale.maximum`,
    ]);
  });

  it("ask for more replicas than run anyway", () => {
    expect(faultsOf({ ...hours, replicas: 4 })).toEqual([
      `${TRIGGER}.replicas: got 4, expected more than the 4 replicas that run at all hours`,
    ]);
  });

  it("end after they start, on the same day", () => {
    expect(faultsOf({ ...hours, start: "22:00", end: "06:00" })).toEqual([
      `${TRIGGER}.end: got 06:00, expected a time after the start at 22:00: hours that go past midnight are two triggers`,
    ]);
    expect(faultsOf({ ...hours, end: "07:30" })).toEqual([
      `${TRIGGER}.end: got 07:30, expected a time after the start at 07:30: hours that go past midnight are two triggers`,
    ]);
  });

  it.each(["7:30", "24:00", "12:60", "30 7 * * *"])("start at a time, and not at %j", (start) => {
    expect(faultsOf({ ...hours, start })).toEqual([
      `${TRIGGER}.start: got ${JSON.stringify(start)}, expected a time from 00:00 to 23:59 such as 07:30`,
    ]);
  });

  it("are of a time zone that every system knows", () => {
    expect(faultsOf({ ...hours, timeZone: "UTC" })).toEqual([]);
    expect(faultsOf({ ...hours, timeZone: "Asia/Shangai" })).toEqual([
      `${TRIGGER}.timeZone: got "Asia/Shangai", expected a name of the IANA time zone database such as Asia/Shanghai; did you mean "Asia/Shanghai"?`,
    ]);
    expect(faultsOf({ ...hours, timeZone: "asia/shanghai" })).toEqual([
      `${TRIGGER}.timeZone: got "asia/shanghai", expected a name of the IANA time zone database such as Asia/Shanghai; did you mean "Asia/Shanghai"?`,
    ]);
  });
});

describe("a number of Prometheus", () => {
  it("has a query, and a positive amount for each replica", () => {
    expect(faultsOf({ ...query, query: " ", threshold: 0 })).toEqual([
      `${TRIGGER}.query: got " ", expected a PromQL expression such as up == 0`,
      `${TRIGGER}.threshold: got 0, expected a number above 0`,
    ]);
  });
});
