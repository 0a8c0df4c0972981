import type { PortalSpecification } from "../schema/portals";
import type { ServiceSpecification } from "../schema/services";
import type { Fault } from "../yaml";
import { fault, indexed, list, unknownName, type Path, type Rule, type RuleContext } from "./rule";

/** Each portal has a host of its own, stands on a gateway that its audience reaches, and leads to services exposed there. */
export const portals: Rule = (context) => [
  ...indexed(context.specification.portals).flatMap(({ value: portal, index }) => [
    ...hostFaults(context, portal, index),
    ...residentFaults(context, portal, index),
    ...emptyFaults(context, portal, index),
  ]),
  ...indexed(context.specification.services).flatMap(({ value, index }) => serviceFaults(context, value, index)),
];

/** The audience of a gateway to which a portal's services have to be exposed. */
const NEEDED_AUDIENCE = { internet: "public", medical: "sites" } as const;

function hostFaults(context: RuleContext, { host }: PortalSpecification, index: number): Fault[] {
  const path = ["portals", index, "host"];
  const { domain, portals: all, services } = context.specification;
  const first = all.findIndex((other) => other.host === host);
  const other = all[first];
  return [
    ...(host.endsWith(`.${domain}`)
      ? []
      : [fault(context, path, `got ${host}, expected a host under ${domain}, the domain of this environment`)]),
    ...(first === index || !other
      ? []
      : [
          fault(
            context,
            path,
            `got ${host} a second time, expected a host of its own: portal ${other.id} has this one`,
          ),
        ]),
    ...(first === index
      ? indexed(services).flatMap(({ value: { expose }, index: serviceIndex }) =>
          expose?.host === host && expose.portal === undefined
            ? [
                fault(
                  context,
                  ["services", serviceIndex, "expose", "host"],
                  `got ${host}, the host of portal ${all[index]?.id ?? ""}, expected portal: ${all[index]?.id ?? ""} in its place, or a host of its own`,
                ),
              ]
            : [],
        )
      : []),
  ];
}

function residentFaults(context: RuleContext, { id, audience, zone }: PortalSpecification, index: number): Fault[] {
  if (audience !== "residents" || zone === "internet") return [];
  return [
    fault(
      context,
      ["portals", index, "zone"],
      `got zone ${zone} for portal ${id}, expected internet: residents have no way into ${zone}`,
    ),
  ];
}

function emptyFaults(context: RuleContext, { id }: PortalSpecification, index: number): Fault[] {
  if (context.specification.services.some(({ expose }) => expose?.portal === id)) return [];
  return [
    fault(
      context,
      ["portals", index],
      `got portal ${id} to which no service belongs, expected a service with expose.portal: ${id}: its host would lead nowhere`,
    ),
  ];
}

function serviceFaults(context: RuleContext, { id, zone, expose }: ServiceSpecification, index: number): Fault[] {
  if (expose?.portal === undefined) return [];
  const path: Path = ["services", index, "expose"];
  const { portals: all } = context.specification;
  const portal = all.find((one) => one.id === expose.portal);
  if (!portal) {
    const known = all.map((one) => one.id);
    return unknownName(context, [...path, "portal"], "the id of a portal", expose.portal, known);
  }
  if (portal.zone !== zone) {
    const fitting = all.filter((one) => one.zone === zone).map((one) => one.id);
    return [
      fault(
        context,
        [...path, "portal"],
        `got portal ${portal.id} of zone ${portal.zone} for service ${id} of zone ${zone}, expected a portal of zone ${zone}: ${fitting.length > 0 ? `one of ${list(fitting)}` : "there is none"}`,
      ),
    ];
  }
  const needed = NEEDED_AUDIENCE[zone];
  if (expose.to.includes(needed)) return [];
  return [
    fault(
      context,
      [...path, "to"],
      `got ${expose.to.join(", ")} for service ${id}, expected ${needed} among them: portal ${portal.id} is for ${portal.audience}, who come as ${needed}`,
    ),
  ];
}
