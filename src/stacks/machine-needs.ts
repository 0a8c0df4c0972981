import { externalEndpointsOf } from "../constructs/connectivity/external-access";
import type { Environment } from "../environment/environment";
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

/** Where a host name leads from inside a zone: straight to the endpoint, or to the exchange that stands before it. */
export interface EndpointRoute {
  readonly host: string;
  readonly address: Ipv4Address;
  readonly port: number;
}

/** How the machines of a zone reach an external endpoint that has a host name. Undefined when the zone has no access. */
export function routeTo(
  environment: Environment,
  cloud: string,
  zone: Zone,
  endpoint: ExternalEndpointSpecification,
): EndpointRoute | undefined {
  const access = endpoint.access[zone];
  const [firstAddress] = endpoint.addresses;
  const [firstPort] = endpoint.ports;
  if (access === undefined || endpoint.host === undefined || !firstAddress || firstPort?.from === undefined) return undefined;
  if (access !== "exchange") return { host: endpoint.host, address: firstAddress.first, port: firstPort.from };
  if (endpoint.exchangePort === undefined) return undefined;
  const address = environment.addressSeenFrom(cloud, zone, "exchange");
  return { host: endpoint.host, address, port: endpoint.exchangePort };
}
