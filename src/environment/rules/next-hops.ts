import { FIRST_FREE_HOST, type Zone } from "../schema/names";
import type { Fault } from "../yaml";
import { cloudsOf, cloudZonesOf, fault, indexed, type Path, type Rule, type RuleContext } from "./rule";
import { laidSubnets } from "./subnets";

/** In OpenStack a next hop is an address of a subnet of its zone, among those kept for routers. */
export const nextHops: Rule = (context) => [
  ...cloudsOf(context).flatMap(([cloud, { lines }]) =>
    indexed(lines).flatMap(({ value: { zone, nextHop }, index }) =>
      nextHopFaults(context, cloud, zone, nextHop, ["clouds", cloud, "lines", index, "nextHop"]),
    ),
  ),
  ...indexed(context.specification.links).flatMap(({ value: link, index }) =>
    link.kind === "line"
      ? Object.entries(link.ends).flatMap(([cloud, ends]) =>
          indexed(ends).flatMap(({ value: { zone, nextHop }, index: endIndex }) =>
            nextHopFaults(context, cloud, zone, nextHop, ["links", index, "ends", cloud, endIndex, "nextHop"]),
          ),
        )
      : [],
  ),
];

function nextHopFaults(context: RuleContext, cloud: string, zone: Zone, nextHop: string, path: Path): Fault[] {
  const cloudZone = cloudZonesOf(context).find((candidate) => candidate.cloud === cloud && candidate.zone === zone);
  if (cloudZone?.specification.provider !== "openstack") return [];
  const routers = laidSubnets(cloudZone).flatMap(({ cidr }) =>
    Array.from({ length: FIRST_FREE_HOST - 2 }, (_, offset) => cidr.host(offset + 2).toString()),
  );
  if (routers.includes(nextHop)) return [];
  const range = laidSubnets(cloudZone)[0]?.cidr;
  const example = range ? ` such as ${range.host(2).toString()} to ${range.host(FIRST_FREE_HOST - 1).toString()}` : "";
  return [
    fault(
      context,
      path,
      `got ${nextHop}, expected an address of a subnet of zone ${zone} in ${cloud}, with a host number from 2 to ${FIRST_FREE_HOST - 1}${example}: those are kept for routers`,
    ),
  ];
}
