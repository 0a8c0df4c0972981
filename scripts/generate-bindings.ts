import { join } from "node:path";
import { writeBindings } from "./write-bindings";

const root = join(__dirname, "..");

writeBindings(join(root, "src", "bindings"), join(root, "facts", "providers")).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
