import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { OpenstackCloud } from "../clouds/openstack";
import type { Environment } from "../environment/environment";
import { DNS_VIEWS } from "../environment/schema/dns";
import type { ICloud } from "../constructs/cloud";
import { dnsRecords, zoneFile, type DnsRecord } from "../constructs/dns/records";
import { recordSource } from "../constructs/provenance";

export interface DnsStackProps {
  readonly environment: Environment;
  /** By their keys in the environment. */
  readonly clouds: ReadonlyMap<string, ICloud>;
  /** The public address of each cloud's internet gateway: Terraform references, by the cloud's key. */
  readonly publicAddresses: ReadonlyMap<string, string>;
}

/**
 * The records that DNS needs for the host names of an environment: always as the outputs `dns_records` and `dns_zone_files`, and
 * in the zones of Designate that the environment names. A name that two clouds serve has the addresses of both, so this stack is
 * the environment's and not a cloud's.
 */
export class DnsStack extends TerraformStack {
  constructor(scope: Construct, id: string, { environment, clouds, publicAddresses }: DnsStackProps) {
    super(scope, id);
    recordSource(this, ["dns"]);
    const records = dnsRecords(environment, (cloud) => {
      const address = publicAddresses.get(cloud);
      if (address !== undefined) return address;
      const known = [...publicAddresses.keys()].join(", ");
      throw new Error(
        `cloud ${cloud}: its internet gateway has no public address, only those of ${known || "none"} do`,
      );
    });
    const views = DNS_VIEWS.map((view) => [view, records.filter((record) => record.view === view)] as const).filter(
      ([, ofView]) => ofView.length > 0,
    );
    new TerraformOutput(this, "dns_records", {
      value: Object.fromEntries(views.map(([view, ofView]) => [view, ofView.map(shownRecord)])),
      description: "Records of the host names, by who asks for them.",
      staticId: true,
    });
    new TerraformOutput(this, "dns_zone_files", {
      value: Object.fromEntries(views.map(([view, ofView]) => [view, zoneFile(ofView)])),
      description: "The same records as lines of a zone file (RFC 1035).",
      staticId: true,
    });
    this.addDesignate(environment, clouds, new Map(views));
  }

  private addDesignate(
    { specification }: Environment,
    clouds: ReadonlyMap<string, ICloud>,
    views: ReadonlyMap<string, readonly DnsRecord[]>,
  ): void {
    const { designate } = specification.dns;
    if (!designate) return;
    const cloud = clouds.get(designate.cloud);
    if (!(cloud instanceof OpenstackCloud)) {
      throw new Error(
        `dns.designate: got cloud ${designate.cloud}, expected one of OpenStack: only that has Designate`,
      );
    }
    cloud.addProvider(this);
    for (const view of DNS_VIEWS) {
      const zone = designate.zones[view];
      if (zone) cloud.createDnsRecords(this, view, { zoneId: zone.id, records: views.get(view) ?? [] });
    }
  }
}

function shownRecord({ name, type, ttl, addresses, portal }: DnsRecord) {
  return { name, type, ttl, addresses, ...(portal !== undefined && { portal }) };
}
