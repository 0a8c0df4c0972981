import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { renderEnvironmentReference } from "./environment-reference";

/** Writes the reference of the environment file. A test fails when it is stale. */
const target = join(__dirname, "..", "docs", "environment-reference.md");
writeFileSync(target, renderEnvironmentReference());
console.log(`wrote ${target}`);
