import { runTasks, type Task } from "../../../src/simulation/engine/run-tasks";

describe("tasks that wait for each other", () => {
  it("run in their order, at most so many at once", async () => {
    const log: string[] = [];
    let running = 0;
    let most = 0;
    const task = (name: string, ...after: string[]): Task => ({
      name,
      after,
      run: async () => {
        most = Math.max(most, ++running);
        await new Promise(setImmediate);
        log.push(name);
        running -= 1;
      },
    });
    const failures = await runTasks([task("c", "a", "b"), task("a"), task("b"), task("d"), task("e", "none")], 2);
    expect(failures).toEqual([]);
    expect([...log].sort()).toEqual(["a", "b", "c", "d", "e"]);
    expect(log.indexOf("c")).toBeGreaterThan(log.indexOf("a"));
    expect(log.indexOf("c")).toBeGreaterThan(log.indexOf("b"));
    expect(most).toBe(2);
  });

  it("leave out what comes after a failure and do the rest", async () => {
    const done: string[] = [];
    const task = (name: string, ...after: string[]): Task => ({
      name,
      after,
      run: () => (name === "bad" ? Promise.reject(new Error("bad failed")) : Promise.resolve(void done.push(name))),
    });
    const failures = await runTasks([task("last", "next"), task("next", "bad"), task("bad"), task("other")], 4);
    expect(failures).toEqual([new Error("bad failed")]);
    expect(done).toEqual(["other"]);
  });

  it("refuse a circle", async () => {
    const task = (name: string, after: string): Task => ({ name, after: [after], run: () => Promise.resolve() });
    await expect(runTasks([task("a", "b"), task("b", "a")], 1)).rejects.toThrow("these wait for each other: a, b");
  });
});
