import { ZONES_WITHOUT_PUBLIC_ADDRESS } from "../schema/names";
import type { ServiceSpecification } from "../schema/services";
import type { Fault } from "../yaml";
import { cloudZonesOf, fault, indexed, type Path, type Rule, type RuleContext } from "./rule";

/** Nothing in medical or management has a public address or a way to the internet (GB/T 22239-2019 8.1.2.1 d). */
export const publicAddresses: Rule = (context) => [
  ...indexed(context.specification.clusters).flatMap(({ value: { id, zone, publicIngress }, index }) =>
    publicIngress === undefined || !ZONES_WITHOUT_PUBLIC_ADDRESS.includes(zone)
      ? []
      : [
          fault(
            context,
            ["clusters", index, "publicIngress"],
            `got a public address for cluster ${id} in zone ${zone}, expected none: only zone internet is public`,
          ),
        ],
  ),
  ...cloudZonesOf(context).flatMap(({ zone, network, path }) =>
    zone !== "medical" || network.egress === undefined
      ? []
      : [
          fault(
            context,
            [...path, "egress"],
            "got egress in zone medical, expected none: what it needs from outside is an external endpoint, reached through exchange or by line",
          ),
        ],
  ),
];

/** Each service is exposed to whom its zone may serve, on a host and path of its own. */
export const exposures: Rule = (context) => {
  const taken = new Map<string, string>();
  return indexed(context.specification.services).flatMap(({ value: service, index }) => {
    const { expose } = service;
    if (!expose) return [];
    const path = ["services", index, "expose"];
    const key = `${expose.host}${expose.path}`;
    const owner = taken.get(key);
    taken.set(key, owner ?? service.id);
    return [
      ...(owner === undefined
        ? []
        : [
            fault(
              context,
              [...path, "host"],
              `got ${key}, expected a host and path of its own: service ${owner} has this one`,
            ),
          ]),
      ...domainFaults(context, expose.host, path),
      ...audienceFaults(context, service, path),
    ];
  });
};

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
