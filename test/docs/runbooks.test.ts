import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { renderRunbooks } from "../../scripts/runbooks";
import { RUNBOOKS_FOLDER } from "../../src/constructs/monitoring/alerts";

const folder = join(__dirname, "..", "..", RUNBOOKS_FOLDER);
const pages = renderRunbooks();

describe("the runbooks", () => {
  it("are a page for each alert, and no other", () => {
    expect(readdirSync(folder).sort()).toEqual([...pages.keys()].sort());
  });

  it.each([...pages])("%s is what npm run generate:runbooks writes", (name, text) => {
    expect(readFileSync(join(folder, name), "utf8")).toBe(text);
  });
});
