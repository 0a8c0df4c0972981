import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

const ROOT = join(__dirname, "..", "..");

/** The pages that people read: those of the root, of docs, and the descriptions that stand in other folders. */
const pages = [
  ...readdirSync(ROOT).filter((file) => file.endsWith(".md")),
  ...["docs", "assets", "charts", "facts"].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".md"))
      .map((file) => join(folder, file)),
  ),
].sort();

/** The page without its blocks of code, in which brackets mean other things. */
function prose(page: string): string {
  return readFileSync(join(ROOT, page), "utf8").replace(/^```[\s\S]*?^```/gm, "");
}

/** As code hosts make anchors of headings. */
function anchorsOf(page: string): string[] {
  return [...prose(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

function brokenLinks(page: string): string[] {
  return [...prose(page).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = ""]) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => {
      const [path = "", anchor] = target.split("#");
      const file = path === "" ? page : relative(ROOT, join(ROOT, dirname(page), path));
      if (!existsSync(join(ROOT, file))) return true;
      return anchor !== undefined && !anchorsOf(file).includes(anchor);
    });
}

describe("the links of the documents", () => {
  it.each(pages)("lead somewhere in %s", (page) => {
    expect(brokenLinks(page)).toEqual([]);
  });
});

describe("the list of decisions", () => {
  it("names every page with its title", () => {
    const folder = join(ROOT, "docs", "decisions");
    const titles = readdirSync(folder)
      .filter((file) => /^\d{4}-/.test(file))
      .sort()
      .map((file) => {
        const [, title = ""] = /^# \d+\. (.+)$/m.exec(readFileSync(join(folder, file), "utf8")) ?? [];
        return { file, title };
      });
    const listed = [
      ...readFileSync(join(folder, "README.md"), "utf8").matchAll(/^\| \[\d{4}\]\((.+?)\) +\| (.+?) +\|$/gm),
    ];
    expect(listed.map(([, file, title]) => ({ file, title }))).toEqual(titles);
  });
});
