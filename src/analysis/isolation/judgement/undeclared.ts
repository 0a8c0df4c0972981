import { productsOf } from "../../sets/packet-set";
import type { Path } from "../reachability/paths";
import { violation, type Judging, type Violation } from "./violation";

/** What passes on a path and neither a declared flow nor a need of the infrastructure allows. */
export function undeclared(judging: Judging, path: Path): Violation[] {
  const left = path.packets.subtract(judging.declared.allowedFor(path.packets));
  return productsOf(left).map((product) => ({
    ...violation(judging, path, product),
    kind: "undeclared",
    because: "no declared flow and no need of the infrastructure allows it",
  }));
}
