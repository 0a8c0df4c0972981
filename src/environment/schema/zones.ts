import { z } from "zod";
import { cidr, ipv4Address } from "../values";
import { identifier, SUBNET_ROLES } from "./names";

/**
 * The subnets of one role: for each availability zone the slot in which its subnet starts. A slot is the nth block of
 * `slotPrefixLength` bits inside the zone's CIDR, so nothing moves when a line is added.
 */
const subnetRole = z.strictObject({
  role: z.enum(SUBNET_ROLES),
  prefixLength: z.int().min(16).max(28).optional().describe("Size of each subnet. Default: one slot."),
  slots: z
    .record(identifier(8), z.int().min(0).max(4095))
    .describe("Slot by availability zone, such as { a: 0, b: 1, c: 2 }."),
});

export const zoneNetwork = z.strictObject({
  cidr: cidr().describe("The zone's block in this cloud: the OpenStack networks' range, the ctyun VPC's CIDR."),
  slotPrefixLength: z.int().min(16).max(28).default(24).describe("Size of a slot."),
  subnets: z.array(subnetRole).min(1),
  egress: z
    .strictObject({
      bandwidthMbps: z.int().min(1).max(1024).default(100),
    })
    .optional()
    .describe("Source NAT to the internet. Refused in medical, which has no route to the internet. Default: none."),
  nameServers: z.array(ipv4Address()).min(1).max(4).optional().describe("Default: the cloud's."),
});

export const cloudZones = z.strictObject({
  medical: zoneNetwork,
  internet: zoneNetwork,
  exchange: zoneNetwork,
  management: zoneNetwork,
});

export type ZoneNetworkSpecification = z.output<typeof zoneNetwork>;
export type SubnetRoleSpecification = z.output<typeof subnetRole>;
