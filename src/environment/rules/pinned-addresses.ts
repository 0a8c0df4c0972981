import { lastPinnedHost } from "../host-numbers";
import { FIRST_FREE_HOST, type SubnetRole, type Zone } from "../schema/names";
import type { Fault } from "../yaml";
import { cloudsOf, cloudZonesOf, fault, indexed, type Path, type Rule, type RuleContext } from "./rule";
import { laidSubnets } from "./subnets";

/** A host number that is pinned in the YAML. */
interface PinnedHost {
  readonly zone: Zone;
  readonly role: SubnetRole;
  readonly host: number;
  /** How many host numbers after it are taken as well. */
  readonly followers: number;
  readonly what: string;
  readonly path: Path;
}

/** Pinned host numbers lie in their subnet, below those that the cloud allots itself, and none is taken twice. */
export const pinnedAddresses: Rule = (context) =>
  cloudsOf(context).flatMap(([cloud]) => {
    const hosts = pinnedHosts(context, cloud);
    return hosts.flatMap((pinned, index) => [
      ...rangeFaults(context, cloud, pinned),
      ...takenFaults(context, pinned, hosts.slice(0, index)),
    ]);
  });

function pinnedHosts(context: RuleContext, cloud: string): PinnedHost[] {
  const specification = context.specification.clouds[cloud];
  if (!specification) return [];
  const path: Path = ["clouds", cloud];
  const pin = (zone: Zone, host: number, what: string, at: Path, role: SubnetRole = "load-balancer"): PinnedHost => ({
    zone,
    role,
    host,
    followers: 0,
    what,
    path: at,
  });
  const { exchange, gateways } = specification;
  const crossings = specification.provider === "ctyun" ? specification.crossings : [];
  return [
    pin("exchange", exchange.address, "the exchange load balancer", [...path, "exchange", "address"]),
    ...(gateways.virtualAddress === undefined
      ? []
      : [
          {
            ...pin(
              "exchange",
              gateways.virtualAddress,
              "the gateways",
              [...path, "gateways", "virtualAddress"],
              "gateway",
            ),
            followers: gateways.machines,
          },
        ]),
    ...indexed(crossings).flatMap(({ value: { from, loadBalancer, endpoint }, index }) =>
      endpoint === undefined
        ? []
        : [pin(from, endpoint, `the endpoint of ${loadBalancer}`, [...path, "crossings", index, "endpoint"])],
    ),
    ...indexed(context.specification.clusters).flatMap(({ value: cluster, index }) =>
      cluster.cloud === cloud
        ? [
            pin(cluster.zone, cluster.apiAddress, `the API of ${cluster.id}`, ["clusters", index, "apiAddress"]),
            pin(cluster.zone, cluster.ingressAddress, `the ingress of ${cluster.id}`, [
              "clusters",
              index,
              "ingressAddress",
            ]),
          ]
        : [],
    ),
  ];
}

function rangeFaults(context: RuleContext, cloud: string, pinned: PinnedHost): Fault[] {
  const { zone, role, host, followers, what, path } = pinned;
  const cloudZone = cloudZonesOf(context).find((candidate) => candidate.cloud === cloud && candidate.zone === zone);
  const subnet = cloudZone && laidSubnets(cloudZone).find((candidate) => candidate.role === role);
  if (!subnet) return [];
  const { provider } = cloudZone.specification;
  const lastPinned = lastPinnedHost(provider, subnet.cidr);
  const last = lastPinned - followers;
  if (host <= last) return [];
  const end =
    provider === "openstack"
      ? `from host ${lastPinned + 1} on the cloud allots addresses itself`
      : "the block ends there";
  const why = followers > 0 ? `the ${followers} machines have the host numbers after it, and ${end}` : end;
  return [
    fault(
      context,
      path,
      `got host ${host} for ${what}, expected ${FIRST_FREE_HOST} to ${last} in ${subnet.cidr.toString()}: ${why}`,
    ),
  ];
}

function takenFaults(context: RuleContext, pinned: PinnedHost, earlier: readonly PinnedHost[]): Fault[] {
  const taker = earlier.find(
    ({ zone, role, host }) => zone === pinned.zone && role === pinned.role && host === pinned.host,
  );
  if (!taker) return [];
  return [
    fault(
      context,
      pinned.path,
      `got host ${pinned.host} for ${pinned.what}, expected a free one: ${taker.what} has it in the ${pinned.role} subnet of zone ${pinned.zone}`,
    ),
  ];
}
