import type { IntervalSet } from "../../sets/interval-set";
import type { ServiceSet } from "../../sets/service-set";
import type { Path, Paths } from "../reachability/paths";
import type { DeclaredConnections } from "./declared-connections";
import type { Intent } from "./intent";
import type { PlaceNames } from "./names";
import { witnessOf, type Hop, type Product } from "./witness";

/**
 * Why a path must not be open: nothing declared allows it; it joins two zones that are kept apart; a proxy passes on what
 * entered for another target, or a bastion leads to what it is not for; a route joins two such zones, whatever filters stand on
 * it; a public address leads to what nobody outside is meant to reach; pods send to addresses, or are reached from there, where
 * nothing declared leads; they reach other pods that they are not declared to; a namespace does not deny by default.
 */
export type ViolationKind = "undeclared" | "separated" | "relay" | "route" | "exposed" | "policy" | "pods" | "undenied";

/** A path that is open and must not be. */
export interface Violation {
  readonly kind: ViolationKind;
  readonly from: string;
  readonly to: string;
  readonly sources: IntervalSet;
  readonly destinations: IntervalSet;
  readonly services: ServiceSet;
  /** What makes it one, as a sentence. */
  readonly because: string;
  readonly witness: readonly Hop[];
}

/** What a judgement looks at. */
export interface Judging {
  readonly paths: Paths;
  readonly intent: Intent;
  readonly declared: DeclaredConnections;
  readonly names: PlaceNames;
}

/** Packets of a path that violate something, with their witness. */
export function violation(
  { paths, intent, names }: Judging,
  path: Path,
  product: Product,
): Omit<Violation, "kind" | "because"> {
  return {
    from: names.nameOf(path.from),
    to: names.nameOf(path.to),
    ...product,
    witness: witnessOf(paths, intent, path, product),
  };
}
