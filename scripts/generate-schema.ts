import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { renderEnvironmentJsonSchema } from "../src/environment/json-schema";

/** Writes the JSON Schema by which editors complete and check the environments. A test fails when it is stale. */
const target = join(__dirname, "..", "schemas", "environment.schema.json");
mkdirSync(dirname(target), { recursive: true });
writeFileSync(target, renderEnvironmentJsonSchema());
console.log(`wrote ${target}`);
