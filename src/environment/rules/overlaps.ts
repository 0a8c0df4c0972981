import type { Cidr } from "../values";
import type { Fault, Place } from "../yaml";
import { cloudZonesOf, fault, indexed, siteFault, type Path, type Rule, type RuleContext } from "./rule";
import { overlappingPairs } from "./sweep";

/** An address block, what it is, and where it is written. */
interface NamedBlock {
  readonly cidr: Cidr;
  readonly what: string;
  readonly place: Place;
  readonly report: (message: string) => Fault;
}

/** No two blocks of the address plan overlap, in whichever clouds they are. */
export const overlappingBlocks: Rule = (context) => [
  ...overlaps(plannedBlocks(context)),
  ...overlaps(siteBlocks(context)),
];

/** Of two blocks that overlap the one written later is reported. */
function overlaps(blocks: readonly NamedBlock[]): Fault[] {
  return overlappingPairs(blocks).map(([one, other]) => {
    const [earlier, later] = isBefore(one.place, other.place) ? [one, other] : [other, one];
    return later.report(
      `got ${later.cidr.toString()} (${later.what}), expected a block that overlaps no other: it overlaps ${earlier.what}, ${earlier.cidr.toString()}, at ${earlier.place.file}:${earlier.place.line}`,
    );
  });
}

function isBefore(left: Place, right: Place): boolean {
  return left.line < right.line || (left.line === right.line && left.column < right.column);
}

function plannedBlocks(context: RuleContext): NamedBlock[] {
  const { clusters, links, sites } = context.specification;
  return [
    ...cloudZonesOf(context).map(({ cloud, zone, network, path }) =>
      block(context, network.cidr, `zone ${zone} of ${cloud}`, [...path, "cidr"]),
    ),
    ...indexed(sites.supernets).map(({ value, index }) =>
      block(context, value.cidr, "a supernet of the sites", ["sites", "supernets", index, "cidr"]),
    ),
    ...indexed(clusters).flatMap(({ value, index }) => [
      block(context, value.podCidr, `pods of ${value.id}`, ["clusters", index, "podCidr"]),
      block(context, value.serviceCidr, `services of ${value.id}`, ["clusters", index, "serviceCidr"]),
    ]),
    ...indexed(links).map(({ value, index }) =>
      block(context, value.transferCidr, `link ${value.id}`, ["links", index, "transferCidr"]),
    ),
    ...operatorBlocks(context),
  ];
}

/** The same office may administer both clouds, so equal blocks count once. */
function operatorBlocks(context: RuleContext): NamedBlock[] {
  const offices = new Map<string, NamedBlock>();
  for (const [cloud, { management }] of Object.entries(context.specification.clouds)) {
    for (const { value, index } of indexed(management.operators)) {
      const path = ["clouds", cloud, "management", "operators", index];
      if (!offices.has(value.toString()))
        offices.set(value.toString(), block(context, value, "an office of operators", path));
    }
  }
  return [...offices.values()];
}

function siteBlocks(context: RuleContext): NamedBlock[] {
  return context.sites.map((located) => ({
    cidr: located.site.cidr,
    what: `site ${located.site.id}`,
    place: located.placeOf("cidr"),
    report: (message) => siteFault(located, "cidr", message),
  }));
}

function block(context: RuleContext, cidr: Cidr, what: string, path: Path): NamedBlock {
  return { cidr, what, place: context.placeOf(path), report: (message) => fault(context, path, message) };
}
