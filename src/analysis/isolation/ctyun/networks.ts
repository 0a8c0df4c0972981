import type { Resource } from "../../../terraform/configuration";
import { addTo } from "../../collections";
import { IntervalSet } from "../../sets/interval-set";
import { ANY_ADDRESS, prefixLengthOf } from "../../sets/ipv4-addresses";
import { describe, type Arguments } from "../model/arguments";
import { keyOf, type Key, type NextHop, type TopologyDraft } from "../model/topology";

/**
 * ctyun's VPCs: each is a router that stands in all of its subnets. A route table counts for the whole VPC, since its provider
 * cannot tie one to a subnet. A NAT gateway serves the subnets of its SNAT rules.
 */
export function readNetworks(given: Arguments, draft: TopologyDraft): void {
  const { configuration } = given;
  for (const resource of configuration.ofType("ctyun_vpc")) {
    const key = keyOf(resource);
    draft.routers.set(key, { key, origin: resource, interfaces: [], routes: [], tunnels: [] });
  }
  for (const resource of configuration.ofType("ctyun_subnet")) {
    const addresses = given.addresses(resource, "cidr", ANY_ADDRESS);
    const vpc = given.required(draft.routers, resource, "vpc_id");
    if (!addresses || !vpc) continue;
    const key = keyOf(resource);
    draft.subnets.set(key, {
      key,
      origin: resource,
      addresses,
      allotted: addresses,
      gateway: undefined,
      hostRoutes: [],
    });
    vpc.interfaces.push({ subnet: key, address: undefined, origin: resource });
  }
  const translated = readSourceNat(given, draft);
  readRouteTables(given, draft, translated);
  const gateways = new Map(configuration.ofType("ctyun_nat").map((resource) => [keyOf(resource), resource]));
  for (const [gateway, sources] of translated) {
    const nat = gateways.get(gateway);
    const vpc = nat && given.required(draft.routers, nat, "vpc_id");
    // A VPC whose table is not ours has its way to the NAT gateway in the table that the cloud made.
    if (nat && vpc && !vpc.routes.some(({ hop }) => hop.kind === "internet"))
      vpc.routes.push({ destination: ANY_ADDRESS, prefixLength: 0, hop: { kind: "internet", sources }, origin: nat });
  }
}

/** By NAT gateway, the addresses whose packets it sends on. */
function readSourceNat(given: Arguments, draft: TopologyDraft): Map<Key, IntervalSet> {
  const translated = new Map<Key, IntervalSet[]>();
  for (const resource of given.configuration.ofType("ctyun_nat_snat")) {
    const gateway = given.requiredTarget(resource, "nat_gateway_id");
    const subnet = draft.subnets.get(given.target(resource, "source_subnet_id") ?? "");
    const sources = subnet?.addresses ?? given.addresses(resource, "source_cidr", ANY_ADDRESS);
    if (!sources) given.report(resource, "whom it serves is not known, taken for everybody");
    if (gateway !== undefined) addTo(translated, gateway, sources ?? ANY_ADDRESS);
  }
  return new Map([...translated].map(([gateway, sources]) => [gateway, IntervalSet.union(sources)]));
}

function readRouteTables(given: Arguments, draft: TopologyDraft, translated: ReadonlyMap<Key, IntervalSet>): void {
  const vpcs = new Map(
    given.configuration
      .ofType("ctyun_vpc_route_table")
      .map((resource) => [keyOf(resource), given.requiredTarget(resource, "vpc_id")]),
  );
  for (const resource of given.configuration.ofType("ctyun_vpc_route_table_rule")) {
    if (given.number(resource, "ip_version") === 6) {
      given.report(resource, "IPv6 is not read");
      continue;
    }
    const vpc = draft.routers.get(given.required(vpcs, resource, "route_table_id") ?? "");
    const destination = given.addresses(resource, "destination", ANY_ADDRESS);
    const hop = nextHop(given, resource, translated);
    if (!vpc || !destination || !hop) continue;
    const prefixLength = prefixLengthOf(given.text(resource, "destination") ?? "");
    vpc.routes.push({ destination, prefixLength, hop, origin: resource });
  }
}

function nextHop(given: Arguments, resource: Resource, translated: ReadonlyMap<Key, IntervalSet>): NextHop | undefined {
  const type = given.text(resource, "next_hop_type");
  const target = given.target(resource, "next_hop_id");
  switch (type) {
    case "natgw":
      return { kind: "internet", sources: translated.get(target ?? "") ?? IntervalSet.EMPTY };
    case "vm":
      if (target !== undefined) return { kind: "machine", machine: target };
      break;
    case "dc":
    case "vpcpeering":
      return { kind: "line", name: describe(given.value(resource, "next_hop_id")) };
  }
  given.report(resource, `a next hop of type ${type ?? "that is not known"} is not read`);
  return undefined;
}
