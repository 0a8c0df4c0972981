import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { minimalEnvironment } from "../../../src/simulation/engine/environment-variables";
import { runProgram } from "../../../src/simulation/engine/program";

describe("a program", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "health-cloud-test-"));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const shell = (script: string, signal?: AbortSignal) =>
    runProgram("/bin/sh", {
      arguments: ["-c", script],
      folder,
      environment: minimalEnvironment(),
      ...(signal && { signal }),
    });

  it("ends with its exit code, its output and its errors", async () => {
    expect(await shell("echo out; echo err >&2; exit 3")).toEqual({ exitCode: 3, output: "out\n", errors: "err\n" });
  });

  it("is ended by an abort together with what it started", async () => {
    const controller = new AbortController();
    const reason = new Error("stopped");
    // The child holds the output open: as long as it lives, the run does not end.
    const running = shell("sleep 600 & touch started; wait", controller.signal);
    while (!existsSync(join(folder, "started"))) await new Promise((resolve) => setTimeout(resolve, 20));
    controller.abort(reason);
    await expect(running).rejects.toBe(reason);
  });

  it("does not start after an abort", async () => {
    await expect(shell("touch started", AbortSignal.abort(new Error("stopped")))).rejects.toThrow("stopped");
    expect(existsSync(join(folder, "started"))).toBe(false);
  });

  it("is named when it is missing", async () => {
    const missing = runProgram("no-such-program", { arguments: [], folder, environment: minimalEnvironment() });
    await expect(missing).rejects.toThrow("cannot start no-such-program: ");
  });
});
