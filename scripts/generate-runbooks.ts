import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { RUNBOOKS_FOLDER } from "../src/constructs/monitoring/alerts";
import { renderRunbooks } from "./runbooks";

/** Writes a page for each alert and takes away those of alerts that are gone. A test fails when one is stale. */
const folder = join(__dirname, "..", RUNBOOKS_FOLDER);
const pages = renderRunbooks();
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const [name, text] of pages) writeFileSync(join(folder, name), text);
console.log(`wrote ${pages.size} pages to ${folder}`);
