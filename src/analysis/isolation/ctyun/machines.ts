import type { Resource } from "../../../terraform/configuration";
import type { Value } from "../../../terraform/symbolic-value";
import { IntervalSet } from "../../sets/interval-set";
import { ANY_ADDRESS } from "../../sets/ipv4-addresses";
import { readAddresses, targetOf, type Arguments } from "../model/arguments";
import { keyOf, type Key, type TopologyDraft } from "../model/topology";

/** What an elastic address can be tied to and is read. */
const MACHINE = "vm";

/** ctyun's machines; the cloud chooses their addresses. */
export function readMachines(given: Arguments, draft: TopologyDraft): void {
  for (const resource of given.configuration.ofType("ctyun_ecs")) readMachine(given, draft, resource);
  for (const resource of given.configuration.ofType("ctyun_eip_association")) {
    const target = given.requiredTarget(resource, "instance_id");
    const type = given.text(resource, "association_type");
    if (type !== MACHINE) given.report(resource, `an address on a ${type ?? "thing that is not known"} is not read`);
    else if (target !== undefined) draft.publicAddresses.push({ origin: resource, target });
  }
  // Taken for every port of the machine: the ports are translated, and what it takes in its security groups say.
  for (const resource of given.configuration.ofType("ctyun_nat_dnat")) {
    const target = given.target(resource, "instance_id");
    if (target === undefined) given.report(resource, "what it leads to is not a machine of these stacks");
    else draft.publicAddresses.push({ origin: resource, target });
  }
}

function readMachine(given: Arguments, draft: TopologyDraft, resource: Resource): void {
  const subnet = given.required(draft.subnets, resource, "subnet_id");
  if (!subnet) return;
  draft.machines.set(keyOf(resource), {
    key: keyOf(resource),
    origin: resource,
    subnet: subnet.key,
    addresses: readAddresses(given.value(resource, "fixed_ip")) ?? subnet.allotted,
    groups: groupsOf(given, draft, resource),
    addressPairs: IntervalSet.EMPTY,
    // Whether ctyun looks at senders is not known, so it is taken not to.
    forwardsFor: ANY_ADDRESS,
    userData: given.userData(resource),
  });
}

function groupsOf(given: Arguments, draft: TopologyDraft, resource: Resource): readonly Key[] | undefined {
  const value = given.value(resource, "security_group_ids");
  const groups = Array.isArray(value) ? (value as readonly Value[]).map(targetOf) : [];
  const known = groups.filter((group): group is Key => group !== undefined && draft.securityGroups.has(group));
  if (known.length > 0 && known.length === groups.length) return known.sort();
  given.report(resource, "a security group of it is in none of these stacks, so everything is taken to pass");
  return undefined;
}
