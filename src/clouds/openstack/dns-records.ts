import { Construct } from "constructs";
import { DnsRecordsetV2 } from "../../bindings/openstack/dns-recordset-v2";
import type { DnsRecord } from "../../constructs/dns/records";
import { recordSource } from "../../constructs/provenance";

export interface OpenstackDnsRecordsProps {
  /** Designate's id of a zone that exists and holds the names. */
  readonly zoneId: string;
  readonly records: readonly DnsRecord[];
}

/** Records in a zone of Designate: a record set for each name, which has the name as its logical id. */
export class OpenstackDnsRecords extends Construct {
  constructor(scope: Construct, id: string, { zoneId, records }: OpenstackDnsRecordsProps) {
    super(scope, id);
    for (const { name, type, ttl, addresses, source } of records) {
      // No host name has an underscore, so two names never get the same id.
      const recordset = new DnsRecordsetV2(this, name.replaceAll(".", "_"), {
        zoneId,
        name: `${name}.`,
        type,
        ttl,
        records: [...addresses],
        description: "Made by Terraform.",
      });
      recordSource(recordset, source);
    }
  }
}
