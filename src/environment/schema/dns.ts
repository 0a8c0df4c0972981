import { z } from "zod";
import { hostName, identifier } from "./names";

/**
 * Who asks for a name. Each way to the platform ends at an address of its own, so one name has other records in other views:
 * - `public`: anybody on the internet;
 * - `sites-line`: institutions that join by dedicated line, and end in the medical zone;
 * - `sites-ipsec`: institutions that join by IPsec, and end in the exchange zone;
 * - `operators`: who comes through a bastion.
 */
export const DNS_VIEWS = ["public", "sites-line", "sites-ipsec", "operators"] as const;
export type DnsView = (typeof DNS_VIEWS)[number];

const designateZone = z.strictObject({
  id: z.uuid().describe("Of a zone that exists: whoever made it has delegated the domain to it."),
  name: hostName().describe("Its domain, without a final dot."),
});

/** Host names in DNS: records are always an output, and stand in Designate where it is named here. */
export const dns = z.strictObject({
  ttlSeconds: z
    .int()
    .min(30)
    .max(86_400)
    .default(300)
    .describe("How long others remember a record, in seconds: so long a moved name leads to its old address."),
  designate: z
    .strictObject({
      cloud: identifier(12).describe("An OpenStack cloud with features.designate."),
      zones: z
        .strictObject({
          public: designateZone.optional(),
          "sites-line": designateZone.optional(),
          "sites-ipsec": designateZone.optional(),
          operators: designateZone.optional(),
        } satisfies Record<DnsView, z.ZodType>)
        .describe("By who asks: the zone that gets their records."),
    })
    .optional()
    .describe("Zones of OpenStack's DNS as a service that get the records. Default: none, somebody copies the output."),
});
export type DnsSpecification = z.output<typeof dns>;
