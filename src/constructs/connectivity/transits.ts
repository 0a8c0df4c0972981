import type { Environment } from "../../environment/environment";
import { ZONES } from "../../environment/schema/names";
import { Cidr } from "../../environment/values";
import type { Connection } from "./connection";
import { outsideEndpoint, type OutsideEndpoint } from "./endpoint";
import { lineRoutes, type LineRoute } from "./line-routes";

/** What a zone's router may take from outside and send on to outside. No filter of the clouds stands there. */
export interface Transit extends Pick<Connection, "why" | "path"> {
  readonly from: OutsideEndpoint;
  readonly to: OutsideEndpoint;
}

/**
 * What the YAML opens from outside to outside in one cloud: the lines of a zone meet at its router, and where an OpenStack zone
 * has egress whoever comes over its lines has it too, since Neutron's source NAT asks nobody where he comes from. ctyun's names
 * the subnets that it serves.
 */
export function transitsOf(environment: Environment, cloud: string): Transit[] {
  const routes = lineRoutes(environment, cloud);
  const { provider, zones } = environment.cloud(cloud);
  return ZONES.flatMap((zone) => {
    const own = routes.filter((route) => route.zone === zone);
    const ends = [...new Set(own.map(({ line }) => line))].flatMap((id) =>
      endOf(own.filter(({ line }) => line === id)),
    );
    const across = ends.flatMap(({ end: from, path }) =>
      ends
        .filter(({ end: to }) => to.id !== from.id)
        .map(({ end: to }) => ({ from, to, why: `transit between lines of zone ${zone}`, path })),
    );
    const egress =
      provider === "openstack" && zones[zone].egress
        ? ends.map(({ end: from }) => ({
            from,
            to: PUBLIC,
            why: `transit by the egress of zone ${zone}, which its router gives to whoever comes over a line`,
            path: ["clouds", cloud, "zones", zone, "egress"],
          }))
        : [];
    return [...across, ...egress];
  });
}

const PUBLIC = outsideEndpoint("public", [{ key: "any", cidr: Cidr.parse("0.0.0.0/0") }]);

function endOf(routes: readonly LineRoute[]) {
  const [first] = routes;
  if (!first) return [];
  const blocks = routes.map(({ destination }) => ({ key: destination.key, cidr: destination }));
  return [{ end: outsideEndpoint(`line-${first.line}`, blocks), path: first.path }];
}
