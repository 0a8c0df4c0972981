import { ServiceSet } from "../../sets/service-set";
import { zonePassages } from "../explanation/matrix";
import { servicesOf } from "../explanation/onward";
import type { AnalysedSide } from "./analysed-side";
import { added, packetsBetween } from "./packets-between";

type Side = Pick<AnalysedSide, "paths" | "intent">;

/** What a change opens and closes between two zones, whichever places of them it joins. */
export interface ChangedZones {
  readonly from: string;
  readonly to: string;
  readonly opened: ServiceSet;
  readonly closed: ServiceSet;
}

/** Zone by zone, by addresses: a place that was only renamed is no change here. */
export function changedZones(base: Side, head: Side): ChangedZones[] {
  const before = packetsBetween(zonePassages(base.paths, base.intent));
  const after = packetsBetween(zonePassages(head.paths, head.intent));
  const opened = added(before, after);
  const closed = added(after, before);
  return [...new Map([...opened, ...closed])]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, { from, to }]) => ({
      from,
      to,
      opened: servicesAt(opened, key),
      closed: servicesAt(closed, key),
    }));
}

function servicesAt(pairs: ReturnType<typeof packetsBetween>, key: string): ServiceSet {
  const found = pairs.get(key);
  return found ? servicesOf(found.packets) : ServiceSet.EMPTY;
}
