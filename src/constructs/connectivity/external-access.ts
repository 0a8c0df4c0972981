import type { Environment } from "../../environment/environment";
import type { ExternalEndpointSpecification } from "../../environment/schema/external-endpoints";
import type { Zone } from "../../environment/schema/names";
import { Port } from "../../environment/values";
import type { Connection } from "./connection";
import { loadBalancerEndpoint, outsideEndpoint, type Endpoint, type OutsideEndpoint } from "./endpoint";

/** An external endpoint as a peer of rules. */
export function externalPeer(endpoint: ExternalEndpointSpecification): OutsideEndpoint {
  return outsideEndpoint(
    `external-${endpoint.id}`,
    endpoint.addresses.map((cidr) => ({ key: cidr.key, cidr })),
  );
}

/** The external endpoints that a cloud uses, with their place in the YAML. */
export function externalEndpointsOf(environment: Environment, cloud: string) {
  return environment.specification.externalEndpoints.flatMap((endpoint, index) =>
    endpoint.clouds === undefined || endpoint.clouds.includes(cloud) ? [{ endpoint, index }] : [],
  );
}

/**
 * How machines of one zone reach the external endpoints that `wanted` picks: straight, or through their listener of the
 * exchange. An endpoint to which the zone has no access yields nothing.
 */
export function externalConnections(
  environment: Environment,
  cloud: string,
  zone: Zone,
  from: Endpoint,
  wanted: (endpoint: ExternalEndpointSpecification) => boolean,
  reason?: Pick<Connection, "why" | "path">,
): Connection[] {
  return externalEndpointsOf(environment, cloud)
    .filter(({ endpoint }) => wanted(endpoint))
    .flatMap(({ endpoint, index }): Connection[] => {
      const why = reason?.why ?? `infrastructure ${endpoint.id}`;
      const path = reason?.path ?? ["externalEndpoints", index];
      const access = endpoint.access[zone];
      if (access === undefined) return [];
      if (access !== "exchange")
        return endpoint.ports.map((port) => ({ from, to: externalPeer(endpoint), port, why, path }));
      // A rule of the loader has refused an endpoint that is reached through the exchange and has no listener.
      if (endpoint.exchangePort === undefined) return [];
      return [{ from, to: loadBalancerEndpoint("exchange"), port: Port.tcp(endpoint.exchangePort), why, path }];
    });
}
