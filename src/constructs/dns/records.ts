import { dnsNames, type DnsName } from "../../environment/dns-names";
import type { Environment } from "../../environment/environment";
import type { DnsView } from "../../environment/schema/dns";
import type { SourcePath } from "../provenance";

/** The record of a host name for those who ask in one view. */
export interface DnsRecord {
  /** Without a final dot, such as `www.health.example`. */
  readonly name: string;
  readonly type: "A";
  /** In seconds. */
  readonly ttl: number;
  /** One for each cloud that serves the name: IPv4 addresses or Terraform references to them. */
  readonly addresses: readonly string[];
  readonly view: DnsView;
  /** Id of the portal whose host it is. */
  readonly portal?: string;
  readonly source: SourcePath;
}

/**
 * The records that lead host names to the gateways.
 *
 * @param publicAddressOf the public address of the internet gateway of a cloud. It may be a Terraform reference.
 */
export function dnsRecords(environment: Environment, publicAddressOf: (cloud: string) => string): DnsRecord[] {
  const { specification } = environment;
  return dnsNames(specification)
    .filter(({ clouds }) => clouds.length > 0)
    .map((name) => ({
      name: name.host,
      type: "A",
      ttl: specification.dns.ttlSeconds,
      addresses: name.clouds.map((cloud) => addressIn(environment, cloud, name, publicAddressOf)),
      view: name.view,
      ...(name.portal !== undefined && { portal: name.portal }),
      source: name.path,
    }));
}

/** Where those who ask in a view meet the gateway of a cloud. */
function addressIn(
  environment: Environment,
  cloud: string,
  { view, zone }: DnsName,
  publicAddressOf: (cloud: string) => string,
): string {
  const gateway = `${zone}-ingress` as const;
  switch (view) {
    case "public":
      return publicAddressOf(cloud);
    case "sites-line":
      return environment.loadBalancerAddress(cloud, gateway).toString();
    case "sites-ipsec":
      // Their tunnels end in the exchange, whose listener for sites leads on to the gateway.
      return environment.loadBalancerAddress(cloud, "exchange").toString();
    case "operators":
      return environment.addressSeenFrom(cloud, "management", gateway).toString();
  }
}

/** The records in the form of a zone file (RFC 1035), a line for each address, for whoever imports them elsewhere. */
export function zoneFile(records: readonly DnsRecord[]): string {
  return records
    .flatMap(({ name, type, ttl, addresses }) => addresses.map((address) => `${name}. ${ttl} IN ${type} ${address}\n`))
    .join("");
}
