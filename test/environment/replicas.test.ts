import * as fc from "fast-check";
import { replicasIn, replicasInHours, splitByShare } from "../../src/environment/replicas";

const split = (total: number, share: Record<string, number>) => Object.fromEntries(splitByShare(total, share));

describe("the split of replicas over clouds", () => {
  it("follows the shares where they divide evenly", () => {
    expect(split(12, { chutian: 50, tianyi: 50 })).toEqual({ chutian: 6, tianyi: 6 });
    expect(split(10, { chutian: 70, tianyi: 30 })).toEqual({ chutian: 7, tianyi: 3 });
  });

  it("gives the rest to the largest remainder", () => {
    expect(split(10, { chutian: 66, tianyi: 34 })).toEqual({ chutian: 7, tianyi: 3 });
    expect(split(7, { chutian: 40, tianyi: 60 })).toEqual({ chutian: 3, tianyi: 4 });
  });

  it("gives the rest of equal remainders to the larger share, then to the first name", () => {
    expect(split(2, { tianyi: 75, chutian: 25 })).toEqual({ tianyi: 1, chutian: 1 });
    expect(split(10, { chutian: 25, tianyi: 75 })).toEqual({ chutian: 2, tianyi: 8 });
    expect(split(3, { tianyi: 50, chutian: 50 })).toEqual({ tianyi: 1, chutian: 2 });
  });

  it("gives every cloud with a share at least one", () => {
    expect(split(10, { chutian: 98, tianyi: 2 })).toEqual({ chutian: 9, tianyi: 1 });
    expect(split(4, { chutian: 50, tianyi: 48, third: 1, fourth: 1 })).toEqual({
      chutian: 1,
      tianyi: 1,
      third: 1,
      fourth: 1,
    });
  });

  it("gives everything to the only cloud", () => {
    expect(split(5, { chutian: 100 })).toEqual({ chutian: 5 });
  });

  it("leaves out a cloud whose share is nothing", () => {
    expect(split(5, { chutian: 100, tianyi: 0 })).toEqual({ chutian: 5 });
  });

  it("refuses fewer replicas than clouds", () => {
    expect(() => split(1, { chutian: 50, tianyi: 50 })).toThrow(
      "1 replicas cannot be split over 2 clouds (chutian, tianyi): expected at least one for each",
    );
  });

  const shares = fc
    .uniqueArray(fc.constantFrom("chutian", "tianyi", "third", "fourth"), { minLength: 1 })
    .chain((clouds) =>
      fc
        .array(fc.integer({ min: 1, max: 100 }), { minLength: clouds.length, maxLength: clouds.length })
        .map((percents) => Object.fromEntries(clouds.map((cloud, index) => [cloud, percents[index] ?? 1]))),
    );
  const wholes = fc.integer({ min: 4, max: 500 });

  it("always adds up to the whole, with at least one for each", () => {
    fc.assert(
      fc.property(wholes, shares, (total, share) => {
        const parts = [...splitByShare(total, share).values()];
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total);
        expect(Math.min(...parts)).toBeGreaterThanOrEqual(1);
      }),
    );
  });

  it("never depends on the order in which the shares are written", () => {
    fc.assert(
      fc.property(wholes, shares, (total, share) => {
        expect(split(total, Object.fromEntries(Object.entries(share).reverse()))).toEqual(split(total, share));
      }),
    );
  });

  it("never gives a smaller share more than a larger one", () => {
    fc.assert(
      fc.property(wholes, shares, (total, share) => {
        const parts = splitByShare(total, share);
        for (const [one, percent] of Object.entries(share)) {
          for (const [other, smaller] of Object.entries(share)) {
            if (smaller < percent) expect(parts.get(other)).toBeLessThanOrEqual(parts.get(one) ?? 0);
          }
        }
      }),
    );
  });
});

describe("the replicas of a service in one cloud", () => {
  const service = { id: "health-card", replicas: 5, share: { chutian: 60, tianyi: 40 } };

  it("stay as given without an autoscaler", () => {
    expect(replicasIn(service, "chutian")).toEqual({ minimum: 3, maximum: 3 });
    expect(replicasIn(service, "tianyi")).toEqual({ minimum: 2, maximum: 2 });
  });

  it("grow up to the cloud's part of the maximum with one", () => {
    const autoscale = { maximum: 21, cpuPercent: 70, triggers: [] };
    expect(replicasIn({ ...service, autoscale }, "chutian")).toEqual({ minimum: 3, maximum: 13 });
    expect(replicasIn({ ...service, autoscale }, "tianyi")).toEqual({ minimum: 2, maximum: 8 });
  });

  it("never have a maximum below the minimum, whatever the remainders", () => {
    // Of 10, third gets 1.4 rounded up; of 11 the two others have the larger remainders.
    const share = { chutian: 43, tianyi: 43, third: 14 };
    const grown = { id: "health-card", replicas: 10, share, autoscale: { maximum: 11, cpuPercent: 70, triggers: [] } };
    expect(splitByShare(10, share).get("third")).toBe(2);
    expect(splitByShare(11, share).get("third")).toBe(1);
    expect(replicasIn(grown, "third")).toEqual({ minimum: 2, maximum: 2 });
  });

  it("refuse a cloud without a share", () => {
    expect(() => replicasIn(service, "third")).toThrow(
      "service health-card has no share in cloud third: expected one of chutian, tianyi",
    );
  });

  it("refuse a maximum below the replicas", () => {
    expect(() =>
      replicasIn({ ...service, autoscale: { maximum: 4, cpuPercent: 70, triggers: [] } }, "chutian"),
    ).toThrow("service health-card scales to at most 4 of its 5 replicas: expected a maximum of at least 5");
  });
});

describe("the replicas of working hours in one cloud", () => {
  const autoscale = { maximum: 11, cpuPercent: 70, triggers: [] };

  it("are split by the same shares", () => {
    const service = { id: "health-card", replicas: 5, share: { chutian: 60, tianyi: 40 }, autoscale };
    expect(replicasInHours(service, { replicas: 10 }, "chutian")).toBe(6);
    expect(replicasInHours(service, { replicas: 10 }, "tianyi")).toBe(4);
  });

  it("stay within the cloud's range, whatever the remainders", () => {
    const share = { chutian: 43, tianyi: 43, third: 14 };
    const service = { id: "health-card", replicas: 10, share, autoscale };
    expect(replicasInHours(service, { replicas: 11 }, "third")).toBe(2);
  });
});
