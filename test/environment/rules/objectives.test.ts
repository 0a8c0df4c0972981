import { faultsWith, linesWith } from "./city";

const EXPOSED = { host: "book.city.example", port: "http", to: ["public"] };

describe("what has to fail before an alarm", () => {
  it("can fail within an hour where probes judge the service", () => {
    const objectives = { leastFailures: 121, latency: { percent: 99, milliseconds: 500, leastSlow: 500 } };
    expect(linesWith({ "services[1].expose": undefined, "services[1].objectives": objectives })).toEqual(
      expect.arrayContaining([
        expect.stringMatching(
          /^city\.yaml:\d+:\d+ {2}services\[1\]\.objectives\.leastFailures: got 121, expected at most 120: probes judge a service that is not exposed, and an hour has so many of them$/,
        ),
        expect.stringMatching(
          /^city\.yaml:\d+:\d+ {2}services\[1\]\.objectives\.latency\.leastSlow: got 500, expected at most 120: probes judge a service that is not exposed, and an hour has so many of them$/,
        ),
      ]),
    );
  });

  it("may be every probe of an hour, and any number where the gateway counts requests", () => {
    const faults = (changes: Record<string, unknown>) =>
      faultsWith(changes).filter((line) => line.includes("objectives"));
    expect(faults({ "services[1].expose": undefined, "services[1].objectives": { leastFailures: 120 } })).toEqual([]);
    expect(faults({ "services[1].expose": EXPOSED, "services[1].objectives": { leastFailures: 1000 } })).toEqual([]);
  });
});
