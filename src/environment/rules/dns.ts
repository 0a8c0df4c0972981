import { dnsNames, isHeldBy, servingClusters, viewsOf } from "../dns-names";
import { DNS_VIEWS, type DnsView } from "../schema/dns";
import type { ServiceSpecification } from "../schema/services";
import type { Fault } from "../yaml";
import { cloudsOf, fault, indexed, list, unknownName, type Path, type Rule, type RuleContext } from "./rule";

/** Every host name has an address, one meaning for all who ask in a view, and room in the zone of Designate that gets it. */
export const dnsRecords: Rule = (context) => [...addressFaults(context), ...designateFaults(context)];

function addressFaults(context: RuleContext): Fault[] {
  const { services } = context.specification;
  const firstOn = new Map<string, Served>();
  return indexed(services).flatMap(({ value: service, index }) =>
    viewsOf(context.specification, service).flatMap((view): Fault[] => {
      const host = service.expose?.host ?? "";
      const served = {
        service,
        view,
        path: ["services", index, "expose"],
        clouds: cloudsServing(context, service, view),
      };
      if (served.clouds === "") return unreachableFaults(context, served);
      const first = firstOn.get(`${view} ${host}`);
      if (!first) {
        firstOn.set(`${view} ${host}`, served);
        return [];
      }
      return differentCloudsFaults(context, served, first);
    }),
  );
}

/** A service that those of a view ask for. */
interface Served {
  readonly service: ServiceSpecification;
  readonly view: DnsView;
  readonly path: Path;
  /** The clouds whose gateways lead there, as text. */
  readonly clouds: string;
}

function cloudsServing({ specification }: RuleContext, service: ServiceSpecification, view: DnsView): string {
  return servingClusters(specification, service, view)
    .map(({ cloud }) => cloud)
    .sort()
    .join(" and ");
}

/** Only the public can find no way to a cluster that stands; that one is missing is another rule's fault. */
function unreachableFaults(context: RuleContext, { service, view, path }: Served): Fault[] {
  const { expose, share, zone } = service;
  const stands = context.specification.clusters.some(
    (cluster) => cluster.zone === zone && share[cluster.cloud] !== undefined,
  );
  if (!expose || view !== "public" || zone !== "internet" || !stands) return [];
  return [
    fault(
      context,
      [...path, "to", expose.to.indexOf("public")],
      `got public for ${expose.host}, which would have no address, expected publicIngress on a cluster of kind rke2 in zone ${zone} of ${list(Object.keys(share))}`,
    ),
  ];
}

function differentCloudsFaults(context: RuleContext, { service, view, path, clouds }: Served, first: Served): Fault[] {
  // Sites by line and by IPsec meet the same gateways: it is said once.
  const isSaid = view === "sites-ipsec" && viewsOf(context.specification, service).includes("sites-line");
  if (clouds === first.clouds || isSaid || !service.expose) return [];
  const { host, portal } = service.expose;
  return [
    fault(
      context,
      [...path, portal === undefined ? "host" : "portal"],
      `got ${host} for service ${service.id}, which gateways of ${clouds} serve, expected the clouds of service ${first.service.id} on the same host (${first.clouds}): DNS leads whoever asks to any of them`,
    ),
  ];
}

function designateFaults(context: RuleContext): Fault[] {
  const { designate } = context.specification.dns;
  if (!designate) return [];
  const path = ["dns", "designate"];
  const known = cloudsOf(context).map(([id]) => id);
  const unknown = unknownName(context, [...path, "cloud"], "the name of a cloud", designate.cloud, known);
  return [
    ...unknown,
    ...(unknown.length > 0 ? [] : offerFaults(context, designate.cloud)),
    ...(DNS_VIEWS.every((view) => designate.zones[view] === undefined)
      ? [
          fault(
            context,
            [...path, "zones"],
            `got no zone, expected one for ${DNS_VIEWS.join(", ")}, or no designate at all`,
          ),
        ]
      : []),
    ...DNS_VIEWS.flatMap((view) => zoneFaults(context, view)),
  ];
}

function offerFaults(context: RuleContext, id: string): Fault[] {
  const cloud = context.specification.clouds[id];
  if (!cloud || (cloud.provider === "openstack" && cloud.features.designate)) return [];
  return [
    fault(
      context,
      ["dns", "designate", "cloud"],
      cloud.provider === "openstack"
        ? `got ${id} without Designate, expected a cloud with features.designate: true; set it there if the cloud offers it`
        : `got ${id} (${cloud.provider}), expected a cloud of provider openstack: only that has Designate`,
    ),
  ];
}

function zoneFaults(context: RuleContext, view: DnsView): Fault[] {
  const zones = context.specification.dns.designate?.zones ?? {};
  const zone = zones[view];
  if (!zone) return [];
  const path = ["dns", "designate", "zones", view];
  const hosts = dnsNames(context.specification)
    .filter((name) => name.view === view && name.clouds.length > 0)
    .map(({ host }) => host);
  const outside = hosts.filter((host) => !isHeldBy(zone.name, host));
  const twin = DNS_VIEWS.slice(0, DNS_VIEWS.indexOf(view)).find((other) => zones[other]?.id === zone.id);
  return [
    ...(hosts.length > 0
      ? []
      : [fault(context, path, `got zone ${zone.name} for view ${view}, expected none: nothing is served to it`)]),
    ...(outside.length === 0
      ? []
      : [
          fault(
            context,
            [...path, "name"],
            `got ${zone.name}, which cannot hold ${list(outside, 3)}, expected ${context.specification.domain} or a zone above it`,
          ),
        ]),
    ...(twin === undefined
      ? []
      : [
          fault(
            context,
            [...path, "id"],
            `got the zone of view ${twin}, expected another: a name has other addresses in each view`,
          ),
        ]),
  ];
}
