import type { ServiceSpecification } from "../schema/services";
import type { Fault } from "../yaml";
import { fault, indexed, type Path, type Rule, type RuleContext } from "./rule";

/** Each service is exposed to whom its zone may serve, on a host and path of its own. */
export const exposures: Rule = (context) => {
  const taken = new Map<string, string>();
  return indexed(context.specification.services).flatMap(({ value: service, index }) => {
    const { expose } = service;
    if (!expose) return [];
    const path = ["services", index, "expose"];
    const key = `${expose.host}${withoutFinalSlash(expose.path)}`;
    const owner = taken.get(key);
    taken.set(key, owner ?? service.id);
    return [
      ...(owner === undefined
        ? []
        : [
            fault(
              context,
              [...path, expose.portal === undefined ? "host" : "portal"],
              `got ${key}, expected a host and path of its own: service ${owner} has this one`,
            ),
          ]),
      // A portal's host is checked where it stands.
      ...(expose.portal === undefined ? domainFaults(context, expose.host, path) : []),
      ...audienceFaults(context, service, path),
    ];
  });
};

/** A route leads from a path and all below it, so a final slash makes no other path. */
function withoutFinalSlash(path: string): string {
  return path.length > 1 ? path.replace(/\/+$/, "") : path;
}

function domainFaults(context: RuleContext, host: string, path: Path): Fault[] {
  const { domain } = context.specification;
  if (host.endsWith(`.${domain}`)) return [];
  return [
    fault(context, [...path, "host"], `got ${host}, expected a host under ${domain}, the domain of this environment`),
  ];
}

function audienceFaults(context: RuleContext, { zone, expose }: ServiceSpecification, path: Path): Fault[] {
  return indexed(expose?.to ?? []).flatMap(({ value: audience, index }) => {
    if (audience === "public" && zone === "medical") {
      return [
        fault(
          context,
          [...path, "to", index],
          "got public in zone medical, expected sites or exchange: only zone internet serves the public",
        ),
      ];
    }
    if (audience === "sites" && zone === "internet") {
      return [
        fault(
          context,
          [...path, "to", index],
          "got sites in zone internet, expected public or exchange: sites join zone medical",
        ),
      ];
    }
    return [];
  });
}
