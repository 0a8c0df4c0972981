import { z } from "zod";
import { CLUSTER_ZONES, hostName, identifier } from "./names";

/** For whom the platform has portals. */
export const PORTAL_AUDIENCES = ["residents", "doctors", "managers", "institutions"] as const;
export type PortalAudience = (typeof PORTAL_AUDIENCES)[number];

/** A host name under which people find the platform. Services lead to it by `expose.portal`. */
export const portal = z.strictObject({
  id: identifier(24),
  title: z.string().min(1),
  audience: z
    .enum(PORTAL_AUDIENCES)
    .describe(
      "doctors: family doctors and specialists. institutions: other than those that are sites, such as insurers.",
    ),
  zone: z
    .enum(CLUSTER_ZONES)
    .describe("On whose gateways: of internet, for anybody on the internet, or of medical, for the sites."),
  host: hostName(),
});
export type PortalSpecification = z.output<typeof portal>;
