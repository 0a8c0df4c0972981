import { clock } from "../../src/environment/clock";

describe("the clock by which an environment is judged", () => {
  it("is that of the commit where SOURCE_DATE_EPOCH says it", () => {
    expect(clock({ SOURCE_DATE_EPOCH: "1800000000" }).toISOString()).toBe("2027-01-15T08:00:00.000Z");
  });

  it("is the machine's where nothing is said", () => {
    const before = Date.now();
    expect(clock({}).getTime()).toBeGreaterThanOrEqual(before);
    expect(clock({ SOURCE_DATE_EPOCH: "" }).getTime()).toBeLessThanOrEqual(Date.now());
  });

  it("refuses what is no number of seconds", () => {
    expect(() => clock({ SOURCE_DATE_EPOCH: "yesterday" })).toThrow(
      'SOURCE_DATE_EPOCH: got "yesterday", expected seconds since 1970, such as what git log -1 --format=%ct prints',
    );
  });
});
