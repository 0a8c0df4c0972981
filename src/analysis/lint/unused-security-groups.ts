import type { Configuration } from "../../terraform/configuration";
import type { JsonRecord } from "../../terraform/json-record";
import { isValueRecord, Reference, Unknown, type Value } from "../../terraform/symbolic-value";
import { keyOf } from "../isolation/model/topology";
import type { Remark } from "./finding";
import type { LintSubject } from "./subject";

const RULES: ReadonlySet<string> = new Set(["openstack_networking_secgroup_rule_v2", "ctyun_security_group_rule"]);
const GROUP_ARGUMENT = /security_?groups?|secgroup/i;

/** Security groups that nothing has. A rule that belongs to a group or names it as the peer puts it on nothing. */
export function unusedSecurityGroups({ configuration, topology }: LintSubject): Remark[] {
  const used = groupsInUse(configuration);
  // A group that is not known may be any.
  if (!used) return [];
  return [...topology.securityGroups.values()].flatMap(({ key, origin }) => {
    const name = configuration.valueOf(origin, "name");
    if (used.has(key) || (typeof name === "string" && used.has(name))) return [];
    return [{ origin, sentence: "no machine, port or load balancer has it" }];
  });
}

/**
 * The identities of the groups to which anything but a rule refers, and the names where a machine names its groups.
 * @returns undefined when one of them is not evaluated
 */
function groupsInUse(configuration: Configuration): Set<string> | undefined {
  const used = new Set<string>();
  for (const resource of configuration.resources) {
    if (resource.mode === "data" || RULES.has(resource.type)) continue;
    for (const argument of argumentsWithGroups(configuration.writtenOf(resource))) {
      if (!collect(configuration.valueOf(resource, argument), used)) return undefined;
    }
  }
  return used;
}

/** The arguments that speak of security groups, at any depth. */
function argumentsWithGroups(written: JsonRecord): string[] {
  return Object.keys(written).filter((argument) => GROUP_ARGUMENT.test(argument) || namesGroups(written[argument]));
}

function namesGroups(written: unknown): boolean {
  if (typeof written !== "object" || written === null) return false;
  return Object.entries(written).some(([key, inner]) => GROUP_ARGUMENT.test(key) || namesGroups(inner));
}

/** @returns whether all of it is evaluated */
function collect(value: Value, used: Set<string>): boolean {
  if (value instanceof Unknown) return false;
  if (value instanceof Reference) used.add(keyOf(value.resource));
  else if (typeof value === "string") used.add(value);
  else if (Array.isArray(value)) return (value as readonly Value[]).every((each) => collect(each, used));
  else if (isValueRecord(value)) return Object.values(value).every((each) => collect(each, used));
  return true;
}
