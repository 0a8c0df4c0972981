import type { Resource } from "../../../terraform/configuration";
import type { Value } from "../../../terraform/symbolic-value";
import { IntervalSet } from "../../sets/interval-set";
import { ANY_ADDRESS } from "../../sets/ipv4-addresses";
import { targetOf, type Arguments } from "../model/arguments";
import { keyOf, type Key, type TopologyDraft } from "../model/topology";
import { fixedAddresses } from "./networks";

/** Neutron's ports with the machines that use them. A router's own ports are no machines. */
export function readMachines(given: Arguments, draft: TopologyDraft): void {
  const { configuration } = given;
  const routerPorts = new Set(
    configuration.ofType("openstack_networking_router_interface_v2").map((each) => given.target(each, "port_id")),
  );
  const instances = instancesByPort(given);
  for (const port of configuration.ofType("openstack_networking_port_v2")) {
    const key = keyOf(port);
    if (!routerPorts.has(key)) readPort(given, draft, port, instances.get(key));
  }
  for (const resource of configuration.ofType("openstack_networking_floatingip_associate_v2")) {
    const target = given.target(resource, "port_id");
    if (target === undefined) given.report(resource, "port_id leads to nothing in these stacks");
    else draft.publicAddresses.push({ origin: resource, target });
  }
  for (const resource of configuration.ofType("openstack_networking_portforwarding_v2")) {
    const target = given.requiredTarget(resource, "internal_port_id");
    if (target !== undefined) draft.publicAddresses.push({ origin: resource, target });
  }
  for (const resource of configuration.ofType("openstack_networking_floatingip_v2")) {
    const target = given.target(resource, "port_id");
    if (target !== undefined) draft.publicAddresses.push({ origin: resource, target });
  }
}

function instancesByPort(given: Arguments): Map<Key, Resource> {
  const instances = new Map<Key, Resource>();
  for (const instance of given.configuration.ofType("openstack_compute_instance_v2")) {
    for (const network of given.blocks(instance, "network")) {
      const port = targetOf(network.port);
      if (port === undefined) given.report(instance, "a network without a port of its own is not read");
      else instances.set(port, instance);
    }
    if (given.blocks(instance, "network").length === 0) given.report(instance, "no network is written");
  }
  return instances;
}

function readPort(given: Arguments, draft: TopologyDraft, port: Resource, instance: Resource | undefined): void {
  const fixed = fixedAddresses(given, port);
  if (fixed.length === 0) given.report(port, "no fixed_ip is written, so its subnet is not known");
  const groups = groupsOf(given, draft, port);
  const pairs = given
    .blocks(port, "allowed_address_pairs")
    .map(({ ip_address: address }) => given.addressesIn(port, "allowed_address_pairs", address, ANY_ADDRESS));
  // Port security is what drops forged senders; a port without security groups alone keeps it.
  const sendsAsAnyone = given.value(port, "port_security_enabled") === false;
  for (const [index, { subnet: key, address }] of fixed.entries()) {
    const subnet = draft.subnets.get(key ?? "");
    if (!subnet) {
      given.report(port, "its subnet is in none of these stacks");
      continue;
    }
    // References to the port mean its first address; a further one is an interface of its own.
    const own = index === 0 ? keyOf(port) : `${keyOf(port)}#${index}`;
    draft.machines.set(own, {
      key: own,
      origin: instance ?? port,
      subnet: subnet.key,
      addresses: address ?? subnet.allotted,
      groups,
      addressPairs: IntervalSet.union(pairs),
      sendsAsAnyone,
      forwardsFor: sendsAsAnyone ? ANY_ADDRESS : IntervalSet.union(pairs),
      userData: instance && given.userData(instance),
    });
  }
}

/** Undefined when nothing judges the port's packets. */
function groupsOf(given: Arguments, draft: TopologyDraft, port: Resource): readonly Key[] | undefined {
  if (given.value(port, "no_security_groups") === true || given.value(port, "port_security_enabled") === false)
    return undefined;
  const value = given.value(port, "security_group_ids");
  const groups = Array.isArray(value) ? (value as readonly Value[]).map(targetOf) : [];
  const known = groups.filter((group): group is Key => group !== undefined && draft.securityGroups.has(group));
  // Without any Neutron puts the project's default group on it, which Terraform does not show.
  if (known.length === 0 || known.length < groups.length) {
    given.report(port, "a security group of it is in none of these stacks, so everything is taken to pass");
    return undefined;
  }
  return known.sort();
}
