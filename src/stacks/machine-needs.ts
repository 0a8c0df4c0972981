import { identityProviderOf } from "../constructs/connectivity";
import { externalEndpointsOf } from "../constructs/connectivity/external-access";
import type { Environment } from "../environment/environment";
import type { ClusterSpecification } from "../environment/schema/clusters";
import type { ExternalEndpointSpecification } from "../environment/schema/external-endpoints";
import type { Zone } from "../environment/schema/names";
import type { Ipv4Address } from "../environment/values";

/** The external endpoints of a kind that a zone of a cloud may use, apart from those behind the exchange. */
export function endpointsOfKind(
  environment: Environment,
  cloud: string,
  zone: Zone,
  kind: ExternalEndpointSpecification["kind"],
): ExternalEndpointSpecification[] {
  return externalEndpointsOf(environment, cloud)
    .map(({ endpoint }) => endpoint)
    .filter((endpoint) => endpoint.kind === kind && endpoint.access[zone] !== undefined);
}

/** Time servers of a zone's machines, by address: they must work before names do. */
export function ntpServersOf(environment: Environment, cloud: string, zone: Zone): string[] {
  return endpointsOfKind(environment, cloud, zone, "ntp")
    .flatMap(({ addresses }) => addresses)
    .map(({ first }) => first.toString());
}

/** How machines of a zone reach an external endpoint that has a host name. */
export interface EndpointRoute {
  readonly host: string;
  /** The endpoint's own port. */
  readonly port: number;
  /** Its own address, or the exchange's. */
  readonly address: Ipv4Address;
  /** The listener of the exchange that leads to it; undefined where the way is straight. */
  readonly exchangePort: number | undefined;
}

/** The way to an external endpoint. Undefined when the zone has no access, or the endpoint no name. */
export function routeTo(
  environment: Environment,
  cloud: string,
  zone: Zone,
  { access, addresses, ports, host, exchangePort }: ExternalEndpointSpecification,
): EndpointRoute | undefined {
  const [address] = addresses;
  const port = ports[0]?.from;
  if (access[zone] === undefined || host === undefined || !address || port === undefined) return undefined;
  if (access[zone] !== "exchange") return { host, port, address: address.first, exchangePort: undefined };
  return { host, port, address: environment.addressSeenFrom(cloud, zone, "exchange"), exchangePort };
}

/** The OIDC client that the API servers accept tokens for. */
const OIDC_CLIENT = "kubernetes";

/** Whom a cluster's API server believes who somebody is. Undefined where its zone reaches no identity provider. */
export function signInOf(environment: Environment, cluster: ClusterSpecification) {
  const endpoint = identityProviderOf(environment, cluster);
  if (!endpoint) return undefined;
  return {
    endpoint: endpoint.id,
    issuerUrl: endpointUrl(environment, cluster, endpoint.id),
    clientId: OIDC_CLIENT,
  };
}

/** A host with its port, the port of HTTPS left out: tokens and images name it to the letter. */
export function authority({ host, port }: EndpointRoute): string {
  return port === 443 ? host : `${host}:${port}`;
}

/**
 * The URL by which pods of a cluster call an external endpoint: the same on every way to it.
 * @throws Error when its zone has no access, or it has no name.
 */
export function endpointUrl(
  environment: Environment,
  { id, cloud, zone }: ClusterSpecification,
  endpoint: string,
): string {
  const specification = environment.specification.externalEndpoints.find((candidate) => candidate.id === endpoint);
  const route = specification && routeTo(environment, cloud, zone, specification);
  if (route) return `https://${authority(route)}`;
  throw new Error(`cluster ${id}: external endpoint ${endpoint} needs a host, and access for zone ${zone}`);
}
