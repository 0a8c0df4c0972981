import type { PortalSpecification } from "./portals";
import type { ServiceSpecification, WrittenService } from "./services";

interface Written {
  readonly domain: string;
  readonly portals: readonly PortalSpecification[];
  readonly services: readonly WrittenService[];
}

/**
 * The services with the host of each that is exposed: its own, or its portal's. A portal that does not exist stands under its
 * own id in the domain, until a rule refuses it together with all other faults.
 */
export function withPortalHosts({ domain, portals, services }: Written): ServiceSpecification[] {
  return services.map(({ expose, ...service }) => {
    if (!expose) return service;
    const host = expose.host ?? portals.find(({ id }) => id === expose.portal)?.host;
    return { ...service, expose: { ...expose, host: host ?? `${expose.portal ?? service.id}.${domain}` } };
  });
}
