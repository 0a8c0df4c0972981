import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * The floor that a synthesis is compared with: the same files from plain objects. They are made by JSON.parse from what was
 * synthesized before, written by JSON.stringify. Arguments: the synthesized folder, the folder to write.
 */
const [from = "", to = ""] = process.argv.slice(2);
for (const file of readdirSync(from, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".json"))) {
  const value: unknown = JSON.parse(readFileSync(join(from, file), "utf8"));
  mkdirSync(dirname(join(to, file)), { recursive: true });
  writeFileSync(join(to, file), JSON.stringify(value, undefined, 2));
}
