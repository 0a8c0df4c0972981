import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commitTime } from "../../src/app/plan-revision";
import { synthesizeProject } from "../../src/app/plan-synthesize";

const { signal } = new AbortController();

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "health-cloud-clock-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("the clock by which a plan judges a revision", () => {
  it("is that of its own commit", async () => {
    const git = (...words: readonly string[]) =>
      execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@health.example", ...words], {
        cwd: folder,
        env: { ...process.env, GIT_COMMITTER_DATE: "2027-01-15T08:00:00Z" },
      });
    git("init", "--quiet");
    git("commit", "--quiet", "--allow-empty", "--message", "A window that was to come");
    await expect(commitTime(folder, signal)).resolves.toBe("1800000000");
  });

  it("reaches the project's program", async () => {
    writeFileSync(
      join(folder, "cdktf.json"),
      JSON.stringify({ app: 'echo "judged at $SOURCE_DATE_EPOCH" >&2; exit 1' }),
    );
    const props = { project: folder, title: "main", environments: [], outputFolder: join(folder, "out"), signal };
    await expect(synthesizeProject({ ...props, clock: "1800000000" })).rejects.toThrow("judged at 1800000000");
    await expect(synthesizeProject(props)).rejects.toThrow(/judged at$/);
  });
});
