import { consoleHost, dashboardsHost } from "./operator-hosts";
import type { ClusterSpecification } from "./schema/clusters";
import { DNS_VIEWS, type DnsView } from "./schema/dns";
import type { EnvironmentSpecification } from "./schema/environment";
import type { ServiceSpecification } from "./schema/services";
import type { ClusterZone } from "./schema/names";

/** A host name that somebody asks DNS for. */
export interface DnsName {
  readonly view: DnsView;
  readonly host: string;
  /** On whose gateways it is served. */
  readonly zone: ClusterZone;
  /** The clouds whose gateways serve it, in the order of the YAML: it has an address in each. */
  readonly clouds: readonly string[];
  /** Id of the portal whose host it is. */
  readonly portal?: string;
  /** Where the YAML first asks for it. */
  readonly path: readonly (string | number)[];
}

/**
 * Every host name that DNS has to know, sorted by view and host. Names that only services call are not among them: pods and
 * proxies find those without DNS.
 */
export function dnsNames(specification: EnvironmentSpecification): DnsName[] {
  const names = new Map<string, DnsName>();
  for (const name of [...exposedNames(specification), ...operatorNames(specification)]) {
    const key = `${DNS_VIEWS.indexOf(name.view)} ${name.host}`;
    const known = names.get(key);
    const clouds = Object.keys(specification.clouds).filter((id) =>
      [name, known].some((one) => one?.clouds.includes(id)),
    );
    names.set(key, { ...(known ?? name), clouds });
  }
  return [...names].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, name]) => name);
}

/** The clusters whose gateways lead to a service, by the way on which those of a view come. */
export function servingClusters(
  { clusters }: EnvironmentSpecification,
  { zone, share }: ServiceSpecification,
  view: DnsView,
): ClusterSpecification[] {
  const placed = clusters.filter((cluster) => cluster.zone === zone && (share[cluster.cloud] ?? 0) > 0);
  return view === "public" ? placed.filter(hasPublicAddress) : placed;
}

/** A managed cluster has no load balancer of ours, and so no public address. */
function hasPublicAddress({ kind, publicIngress }: ClusterSpecification): boolean {
  return kind === "rke2" && publicIngress !== undefined;
}

/** The views in which a service is asked for: those of everybody to whom it is exposed, but for other services. */
export function viewsOf({ sites }: EnvironmentSpecification, { expose }: ServiceSpecification): DnsView[] {
  if (!expose) return [];
  const joins = new Set(sites.supernets.map(({ access }) => access));
  const asks: Readonly<Record<DnsView, boolean>> = {
    public: expose.to.includes("public"),
    "sites-line": expose.to.includes("sites") && joins.has("line"),
    "sites-ipsec": expose.to.includes("sites") && joins.has("ipsec"),
    operators: false,
  };
  return DNS_VIEWS.filter((view) => asks[view]);
}

function exposedNames(specification: EnvironmentSpecification): DnsName[] {
  return specification.services.flatMap((service, index) => {
    const { expose, zone } = service;
    if (!expose) return [];
    const portal = specification.portals.findIndex(({ id }) => id === expose.portal);
    const path = portal < 0 ? ["services", index, "expose", "host"] : ["portals", portal, "host"];
    return viewsOf(specification, service).map((view) => ({
      view,
      host: expose.host,
      zone,
      clouds: servingClusters(specification, service, view).map(({ cloud }) => cloud),
      ...(expose.portal !== undefined && { portal: expose.portal }),
      path,
    }));
  });
}

function operatorNames(specification: EnvironmentSpecification): DnsName[] {
  return specification.clusters.flatMap((cluster) => {
    const pages = [
      { host: consoleHost(specification, cluster), path: ["console"] },
      { host: dashboardsHost(specification, cluster), path: ["monitoring", "dashboards"] },
    ];
    return pages.flatMap(({ host, path }): DnsName[] =>
      host === undefined ? [] : [{ view: "operators", host, zone: cluster.zone, clouds: [cluster.cloud], path }],
    );
  });
}

/** Whether a zone of DNS can hold a name: its own, and what ends in it. */
export function isHeldBy(domain: string, host: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}
