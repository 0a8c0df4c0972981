import type { Resource } from "../../../terraform/configuration";
import type { Value } from "../../../terraform/symbolic-value";
import { IntervalSet } from "../../sets/interval-set";
import { ANY_ADDRESS } from "../../sets/ipv4-addresses";
import { readAddresses, targetOf, type Arguments } from "../model/arguments";
import { keyOf, type Key, type TopologyDraft } from "../model/topology";

/** Neutron's VPN as a service: a router's IPsec policies, each between a local and a peer endpoint group. */
export function readVpn(given: Arguments, draft: TopologyDraft): void {
  const { configuration } = given;
  const groups = new Map(
    configuration
      .ofType("openstack_vpnaas_endpoint_group_v2")
      .map((resource) => [keyOf(resource), groupAddresses(given, draft, resource)]),
  );
  const routers = new Map(
    configuration
      .ofType("openstack_vpnaas_service_v2")
      .map((resource) => [keyOf(resource), given.requiredTarget(resource, "router_id")]),
  );
  for (const resource of configuration.ofType("openstack_vpnaas_site_connection_v2")) {
    const service = given.requiredTarget(resource, "vpnservice_id");
    const router = draft.routers.get(routers.get(service ?? "") ?? "");
    router?.tunnels.push({
      origin: resource,
      local: endpoints(given, resource, "local_ep_group_id", groups),
      remote: endpoints(given, resource, "peer_ep_group_id", groups),
    });
  }
}

function endpoints(
  given: Arguments,
  resource: Resource,
  argument: string,
  groups: ReadonlyMap<Key, IntervalSet>,
): IntervalSet {
  const known = groups.get(given.target(resource, argument) ?? "");
  if (!known) given.report(resource, `${argument} is not known, taken for any address`);
  return known ?? ANY_ADDRESS;
}

function groupAddresses(given: Arguments, draft: TopologyDraft, resource: Resource): IntervalSet {
  const value = given.value(resource, "endpoints");
  const entries = Array.isArray(value) ? (value as readonly Value[]) : [];
  return IntervalSet.union(
    entries.map((entry) => {
      const addresses = draft.subnets.get(targetOf(entry) ?? "")?.addresses ?? readAddresses(entry);
      if (!addresses) given.report(resource, "an endpoint is not known, taken for any address");
      return addresses ?? ANY_ADDRESS;
    }),
  );
}
