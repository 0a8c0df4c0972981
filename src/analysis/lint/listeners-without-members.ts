import type { Remark } from "./finding";
import type { LintSubject } from "./subject";

/** What could give a listener members, and was not read. */
const LEADS_ON = /^(?:openstack_lb_(?:members?|l7policy|pool)_v2|ctyun_elb_(?:target|target_group|rule))\./;

/** Listeners that have nobody to pass a connection on to. */
export function listenersWithoutMembers({ topology, notUnderstood }: LintSubject): Remark[] {
  // A member that was not read may be anybody's.
  if (notUnderstood.some(({ address }) => LEADS_ON.test(address))) return [];
  return [...topology.loadBalancers.values()].flatMap(({ listeners }) =>
    listeners
      .filter(({ members }) => members.length === 0)
      .map(({ origin, services }) => ({
        origin,
        sentence: `it listens on ${services.toString()} and has no member to pass a connection on to`,
      })),
  );
}
