import { z } from "zod";
import { cidr, ipv4Address } from "../values";
import { identifier } from "./names";

/** One row of the sites file: an institution, its address block, and how it joins the medical intranet. */
export const site = z.strictObject({
  id: identifier(32),
  name: z.string().min(1).max(64),
  kind: z.enum(["hospital", "primary-care"]),
  district: z.string().min(1).max(32),
  access: z.enum(["line", "ipsec"]).describe("Dedicated line into the medical zone, or IPsec into the exchange zone."),
  cidr: cidr(),
  peerAddress: z
    .union([z.literal("").transform(() => undefined), ipv4Address()])
    .describe("Public address of the site's VPN device; empty for a dedicated line."),
});
export type Site = z.output<typeof site>;

/** The columns of the sites file. */
export const SITE_COLUMNS = Object.keys(site.shape);

/** ctyun's access lists hold ten entries, so sites are admitted by supernet. Source: provider document of elb_acl. */
export const MAXIMUM_SUPERNETS = 10;

export const sites = z.strictObject({
  file: z
    .string()
    .regex(/\.csv$/, "expected a CSV file such as prod/sites.csv")
    .describe("Path beside this file: id,name,kind,district,access,cidr,peerAddress."),
  supernets: z
    .array(
      z.strictObject({
        cidr: cidr(),
        access: z.enum(["line", "ipsec"]),
      }),
    )
    .min(1)
    .max(MAXIMUM_SUPERNETS, {
      error: `expected at most ${MAXIMUM_SUPERNETS} supernets: an access list of ctyun holds no more`,
    })
    .describe("Blocks that hold every site's CIDR, each for one kind of access."),
});
