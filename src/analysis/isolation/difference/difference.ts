import type { Violation } from "../judgement/violation";
import type { NotUnderstood } from "../model/arguments";
import type { AnalysedSide } from "./analysed-side";
import { changedPaths, type ChangedPath } from "./changed-paths";
import { changedViolations } from "./changed-violations";
import { changedZones, type ChangedZones } from "./changed-zones";

/** What a change opens and closes. */
export interface IsolationDifference {
  /** What passes now and did not, with what lets it pass now. */
  readonly opened: readonly ChangedPath[];
  /** What passed and no longer does, with what let it pass. */
  readonly closed: readonly ChangedPath[];
  /** The same for each pair of zones as a whole. */
  readonly zones: readonly ChangedZones[];
  /** Packets that violate something now and did not. */
  readonly newViolations: readonly Violation[];
  readonly goneViolations: readonly Violation[];
  /** What was understood before, or did not stand there: about it the difference says nothing. */
  readonly newlyNotUnderstood: readonly NotUnderstood[];
}

/**
 * Compares what passes on both sides of a change, exactly: place by place and zone by zone, and what violates something. Places
 * are the same when they have the same name in the environment's file, whatever resources they are made of.
 */
export function isolationDifference(base: AnalysedSide, head: AnalysedSide): IsolationDifference {
  const unread = new Set(base.notUnderstood.map(identityOf));
  return {
    opened: changedPaths(base, head),
    closed: changedPaths(head, base),
    zones: changedZones(base, head),
    newViolations: changedViolations(base.violations, head.violations),
    goneViolations: changedViolations(head.violations, base.violations),
    newlyNotUnderstood: head.notUnderstood.filter((each) => !unread.has(identityOf(each))),
  };
}

/** Whether both sides let the same pass, and violate the same by it. */
export function isWithoutDifference(difference: IsolationDifference): boolean {
  const { opened, closed, zones, newViolations, goneViolations } = difference;
  return [opened, closed, zones, newViolations, goneViolations].every(({ length }) => length === 0);
}

function identityOf({ stack, address, what, count = 1 }: NotUnderstood): string {
  return JSON.stringify([stack, address, what, count]);
}
