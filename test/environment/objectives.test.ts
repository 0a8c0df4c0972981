import { objectivesOf } from "../../src/environment/objectives";
import { objectives } from "../../src/environment/schema/objectives";

describe("the objectives of a service", () => {
  it("are those of the stage where it has none", () => {
    expect(objectivesOf({}, "production")).toEqual({
      availability: 99.9,
      leastFailures: 5,
      latency: { percent: 99, milliseconds: 1000, leastSlow: 5 },
    });
    expect(objectivesOf({}, "staging")).toEqual({
      availability: 99,
      leastFailures: 5,
      latency: { percent: 95, milliseconds: 1000, leastSlow: 5 },
    });
    expect(objectivesOf({}, "development")).toEqual({
      availability: 90,
      leastFailures: 5,
      latency: { percent: 90, milliseconds: 2500, leastSlow: 5 },
    });
  });

  it("are its own, each where it is given", () => {
    expect(objectivesOf({ objectives: objectives.parse({ availability: 99.95 }) }, "production")).toEqual({
      availability: 99.95,
      leastFailures: 5,
      latency: { percent: 99, milliseconds: 1000, leastSlow: 5 },
    });
    const quick = objectives.parse({ leastFailures: 1, latency: { percent: 95, milliseconds: 250, leastSlow: 40 } });
    expect(objectivesOf({ objectives: quick }, "production")).toEqual({
      availability: 99.9,
      leastFailures: 1,
      latency: { percent: 95, milliseconds: 250, leastSlow: 40 },
    });
  });

  it.each([
    [
      { availability: 100 },
      "expected at most 99.999: what allows no failure at all is broken by the first, and alarms for good",
    ],
    [
      { availability: 99.9999 },
      "expected at most 99.999: what allows no failure at all is broken by the first, and alarms for good",
    ],
    [{ availability: 10 }, "expected at least 50: less is no promise"],
    [
      { latency: { percent: 100, milliseconds: 500 } },
      "expected at most 99.999: what allows no failure at all is broken by the first, and alarms for good",
    ],
    [
      { latency: { percent: 99, milliseconds: 700 } },
      "expected one of 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000, 30000: the gateway counts answers by these limits",
    ],
    [
      { latency: { percent: 99, milliseconds: 0 } },
      "expected one of 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000, 30000: the gateway counts answers by these limits",
    ],
    [{ leastFailures: 0 }, "expected at least 1: a budget burns by what fails"],
    [{ leastFailures: 2.5 }, "expected a whole number of requests"],
    [
      { latency: { percent: 99, milliseconds: 500, leastSlow: 0 } },
      "expected at least 1: a budget burns by what fails",
    ],
  ])("are not %j", (given, message) => {
    expect(objectives.safeParse(given).error?.issues.map((issue) => issue.message)).toEqual([message]);
  });
});
