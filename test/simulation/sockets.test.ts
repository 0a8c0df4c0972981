import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { RUN_FOLDER_NAME } from "../../src/simulation/run-folder";
import { makeSocketFolder } from "../../src/simulation/sockets";

describe("a folder for sockets", () => {
  it("is this user's alone, and is gone when it is removed", () => {
    const folder = makeSocketFolder(["tls"]);
    const path = dirname(folder.path("tls"));
    expect(statSync(path).mode & 0o777).toBe(0o700);
    folder.remove();
    expect(existsSync(path)).toBe(false);
    folder.remove();
  });

  it("stands elsewhere when a socket's path would be too long", () => {
    const short = mkdtempSync(join(tmpdir(), "s-"));
    const long = join(short, "x".repeat(90));
    mkdirSync(long);
    const folder = makeSocketFolder(["kubernetes"], [long, short]);
    expect(dirname(dirname(folder.path("kubernetes")))).toBe(short);
    folder.remove();
    rmSync(short, { recursive: true });
  });

  it("is refused when no place is short enough, with the lengths", () => {
    const long = `/${"x".repeat(99)}`;
    const path = `${long}/${RUN_FOLDER_NAME}/kubernetes`;
    expect(() => makeSocketFolder(["tls", "kubernetes"], [long])).toThrow(
      `the path of a simulated provider's socket would be too long: got ${path} (${path.length}), ` +
        "allowed are fewer than 100 bytes; set TMPDIR to a folder with a short path",
    );
  });
});
