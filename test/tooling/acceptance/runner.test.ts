import { recordVerdict, SampleLanes, writeResults, type LaneScripts } from "./support/sample-lanes";

jest.setTimeout(60_000);

/** A sleeper in a session of its own, which no signal to a group reaches. */
const DAEMON = "setsid sleep 600 > /dev/null 2>&1 < /dev/null &";

const passing: LaneScripts = {
  "testbed/build.sh": "true",
  "testbed/up.sh": `
    ${DAEMON}
    echo $! > "$HEALTH_CLOUD_ACCEPTANCE_HOME/sample/pid"
    echo "ADDRESS=https://127.0.0.1:6443/?a=b" > "$HEALTH_CLOUD_ACCEPTANCE_HOME/sample/environment"`,
  "testbed/down.sh": 'kill "$(cat "$HEALTH_CLOUD_ACCEPTANCE_HOME/sample/pid")"; touch "$NOTES/down"',
  "tests.sh": `
    echo "$ADDRESS" > "$NOTES/address"
    ${recordVerdict("pass")}
    ${writeResults(3)}`,
};

let lanes: SampleLanes | undefined;

function sampleLanes(scripts: Readonly<Record<string, LaneScripts>>): SampleLanes {
  lanes = new SampleLanes(scripts);
  return lanes;
}

afterEach(() => {
  lanes?.remove();
});

describe("a lane", () => {
  it("is built, brought up, tested and taken down, and leaves nothing", async () => {
    const sample = sampleLanes({ sample: passing });
    const { outcomes, steps } = await sample.run();
    expect(steps).toEqual(["sample: build", "sample: up", "sample: tests", "sample: down"]);
    expect(outcomes).toMatchObject([
      { lane: "sample", rows: [{ stack: "sample", verdict: "pass" }], results: { numPassedTests: 3 }, problems: [] },
    ]);
    expect(Object.keys(outcomes[0]?.seconds ?? {})).toEqual(["build", "up", "tests", "down"]);
    expect(sample.leftovers()).toEqual([]);
  });

  it("gives its tests the variables that its testbed wrote", async () => {
    const sample = sampleLanes({ sample: passing });
    await sample.run();
    expect(sample.note("address")).toBe("https://127.0.0.1:6443/?a=b");
  });

  it("runs beside another, in a folder of its own", async () => {
    const waitingFor = (other: string, own: string): LaneScripts => ({
      "tests.sh": `
        echo "$HEALTH_CLOUD_ACCEPTANCE_HOME" > "$NOTES/${own}"
        until [ -e "$NOTES/${other}" ]; do sleep 0.1; done
        ${recordVerdict("pass")}
        ${writeResults(1)}`,
    });
    const sample = sampleLanes({ left: waitingFor("right", "left"), right: waitingFor("left", "right") });
    const { outcomes } = await sample.run();
    expect(outcomes).toMatchObject([
      { lane: "left", problems: [] },
      { lane: "right", problems: [] },
    ]);
    expect(sample.note("left")).not.toBe(sample.note("right"));
    expect(sample.leftovers()).toEqual([]);
  });

  it("needs no testbed", async () => {
    const sample = sampleLanes({ sample: { "tests.sh": `${recordVerdict("pass")}; ${writeResults(1)}` } });
    expect(await sample.run()).toMatchObject({ steps: ["sample: tests"], outcomes: [{ problems: [] }] });
  });
});

describe("a lane fails", () => {
  it.each([
    [
      "when a test fails",
      { "tests.sh": `${recordVerdict("pass")}; ${writeResults(2, 1)}; exit 1` },
      "1 tests failed, 0 files could not run",
    ],
    [
      "when its tests end without results",
      { "tests.sh": `${recordVerdict("pass")}; exit 1` },
      "0 tests failed, 1 files could not run",
    ],
    ["when it records nothing", { "tests.sh": writeResults(2) }, "nothing was recorded"],
    [
      "when a verdict is not pass",
      { "tests.sh": `${recordVerdict("plan not empty")}; ${writeResults(2)}` },
      "not passed: sample",
    ],
    [
      "when its testbed does not go down",
      { "testbed/down.sh": `${passing["testbed/down.sh"] ?? ""}; exit 7` },
      "down.sh failed with exit code 7",
    ],
    [
      "when it leaves a process behind",
      { "testbed/down.sh": "true" },
      expect.stringMatching(/^left running: \d+ \(sleep 600\)$/),
    ],
  ])("%s", async (_, scripts: LaneScripts, problem) => {
    const sample = sampleLanes({ sample: { ...passing, ...scripts } });
    expect((await sample.run()).outcomes).toMatchObject([{ problems: [problem] }]);
    expect(sample.leftovers()).toEqual([]);
  });

  it("without tests when its testbed does not come up, and is taken down", async () => {
    const sample = sampleLanes({
      sample: { ...passing, "testbed/up.sh": `${passing["testbed/up.sh"] ?? ""}; exit 7` },
    });
    const { steps, outcomes } = await sample.run();
    expect(steps).toEqual(["sample: build", "sample: up", "sample: down"]);
    expect(outcomes).toMatchObject([
      {
        problems: ["up.sh failed with exit code 7", "nothing was recorded"],
        results: { numRuntimeErrorTestSuites: 1 },
      },
    ]);
  });

  it("without being brought up when it cannot be built", async () => {
    const sample = sampleLanes({ sample: { ...passing, "testbed/build.sh": "exit 4" } });
    const { steps, outcomes } = await sample.run();
    expect(steps).toEqual(["sample: build"]);
    expect(outcomes).toMatchObject([{ problems: ["build.sh failed with exit code 4", "nothing was recorded"] }]);
  });

  it("and the next one runs nevertheless", async () => {
    const sample = sampleLanes({
      broken: { "tests.sh": "exit 1" },
      later: { "tests.sh": `${recordVerdict("pass")}; ${writeResults(1)}` },
    });
    expect((await sample.run()).outcomes).toMatchObject([{ lane: "broken" }, { lane: "later", problems: [] }]);
  });
});

describe("a signal", () => {
  it.each(["SIGINT", "SIGTERM"] as const)("takes a lane down in its tests: %s", async (signal) => {
    const sample = sampleLanes({
      sample: { ...passing, "tests.sh": `${DAEMON}\ntouch "$NOTES/testing"\nsleep 600` },
    });
    const { exitCode, errors } = await sample.interrupt("testing", signal);
    expect(errors).toBe(
      `sample: build\nsample: up\nsample: tests\nsample: down\nInterrupted: interrupted by ${signal}\n`,
    );
    expect(exitCode).toBe(3);
    expect(sample.note("down")).toBe("");
    expect(sample.leftovers()).toEqual([]);
  });

  it("takes all lanes down that run, and starts no other", async () => {
    const sleeping: LaneScripts = { ...passing, "tests.sh": `touch "$NOTES/$$"\nsleep 600` };
    const beside: LaneScripts = {
      "tests.sh": 'touch "$NOTES/testing"\nsleep 600',
      "testbed/down.sh": 'touch "$NOTES/beside-down"',
    };
    const sample = sampleLanes({ beside, sample: sleeping, waiting: { "tests.sh": 'touch "$NOTES/waited"' } });
    const { exitCode } = await sample.interrupt("testing", "SIGINT");
    expect(exitCode).toBe(3);
    expect(sample.note("beside-down")).toBe("");
    expect(sample.note("waited")).toBeUndefined();
    expect(sample.leftovers()).toEqual([]);
  });

  it("takes a lane down that is only half up", async () => {
    const sample = sampleLanes({
      sample: { ...passing, "testbed/up.sh": `${passing["testbed/up.sh"] ?? ""}\ntouch "$NOTES/half"\nsleep 600` },
    });
    await sample.interrupt("half", "SIGINT");
    expect(sample.note("down")).toBe("");
    expect(sample.leftovers()).toEqual([]);
  });

  it("ends a build, after which nothing has to be taken down", async () => {
    const sample = sampleLanes({ sample: { ...passing, "testbed/build.sh": 'touch "$NOTES/building"; sleep 600' } });
    const { errors } = await sample.interrupt("building", "SIGINT");
    expect(errors).toBe("sample: build\nInterrupted: interrupted by SIGINT\n");
    expect(sample.leftovers()).toEqual([]);
  });
});
