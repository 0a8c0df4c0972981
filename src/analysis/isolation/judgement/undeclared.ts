import { productsOf } from "../../sets/packet-set";
import type { Path } from "../reachability/paths";
import { packets } from "../../sets/packet-set";
import { ProductSet } from "../../sets/product-set";
import { isTransit, transitsOn } from "./transits";
import { violation, type Judging, type Violation } from "./violation";

/** What passes on a path and neither a declared flow nor a need of the infrastructure allows. */
export function undeclared(judging: Judging, path: Path): Violation[] {
  const { declared, intent } = judging;
  const transits = isTransit(path) ? transitsOn(intent, path) : [];
  const left = path.packets
    .subtract(declared.allowedFor(path.packets))
    .subtract(
      ProductSet.union(transits.map(({ from, to, services }) => packets(from.addresses, to.addresses, services))),
    );
  return productsOf(left).map((product) => ({
    ...violation(judging, path, product),
    kind: "undeclared",
    because: "no declared flow and no need of the infrastructure allows it",
  }));
}
