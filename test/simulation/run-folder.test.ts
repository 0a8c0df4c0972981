import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isLeftover, makeRunFolder, RUN_FOLDER_NAME } from "../../src/simulation/run-folder";

describe("a run's temporary folder", () => {
  let parent: string;

  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), "health-cloud-test-"));
  });

  afterEach(() => {
    rmSync(parent, { recursive: true });
  });

  /** The folder of another process's run. */
  const folderOf = (process: number, name = RUN_FOLDER_NAME): string => {
    const folder = join(parent, name.replace(/-\d+-/, `-${process}-`));
    mkdirSync(folder);
    writeFileSync(join(folder, "state"), "");
    return folder;
  };
  const endedProcess = (): number => spawnSync(process.execPath, ["--version"]).pid;

  it("is this user's alone and carries the process's number", () => {
    const folder = makeRunFolder(parent);
    expect(folder).toContain(`-${process.pid}-`);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it("is removed by the next run when its own was killed", () => {
    const left = folderOf(endedProcess());
    expect(isLeftover(left)).toBe(true);
    makeRunFolder(parent);
    expect(existsSync(left)).toBe(false);
  });

  it("is left alone as long as its run lives", () => {
    const other = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60_000)"]);
    try {
      const [theirs, ours] = [folderOf(Number(other.pid)), makeRunFolder(parent)];
      makeRunFolder(parent);
      expect([theirs, ours].map((folder) => existsSync(folder))).toEqual([true, true]);
    } finally {
      other.kill("SIGKILL");
    }
  });

  it("is left alone when it belongs to another machine or container, where process numbers mean something else", () => {
    const elsewhere = folderOf(endedProcess(), RUN_FOLDER_NAME.replace(/cloud-[0-9a-f]{6}/, "cloud-000000"));
    makeRunFolder(parent);
    expect(existsSync(elsewhere)).toBe(true);
  });

  it("is known by its name alone: nothing else in the folder is touched", () => {
    const folder = folderOf(endedProcess(), `${RUN_FOLDER_NAME}-of-somebody`);
    makeRunFolder(parent);
    expect(existsSync(folder)).toBe(true);
  });
});
