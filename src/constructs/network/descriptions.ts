import type { IConstruct } from "constructs";
import { reasonsOf } from "../provenance";

/**
 * What a rule's description says: each reason noted on it once, in the order of asking. What the cloud has no room for is cut
 * off, which an ellipsis shows.
 *
 * @param maximumLength the cloud's limit, in characters
 */
export function describeReasons(rule: IConstruct, maximumLength: number): string {
  const text = [...new Set(reasonsOf(rule))].join("; ");
  return text.length <= maximumLength ? text : `${text.slice(0, maximumLength - 1)}…`;
}
