import { z } from "zod";
import { administrators } from "./administrators";
import { alerting } from "./alerting";
import { certificates } from "./certificates";
import { cloud } from "./clouds";
import { cluster } from "./clusters";
import { console } from "./console";
import { dns } from "./dns";
import { externalEndpoint } from "./external-endpoints";
import { link } from "./links";
import { monitoring } from "./monitoring";
import { certificate, hostName, identifier } from "./names";
import { withPortalHosts } from "./portal-hosts";
import { portal } from "./portals";
import { secretStore } from "./secret-store";
import { service, vendor } from "./services";
import { sites } from "./sites";
import { state } from "./state";

/** An end of what was deployed and holds data, on purpose: without it synth refuses that the thing vanishes. */
const retirement = z.strictObject({
  resource: z
    .string()
    .min(1)
    .describe(
      "A thing of the environment's stateful.json; with a final slash everything below it. Removed once the release is recorded.",
    ),
  why: z.string().min(1),
});

const writtenEnvironment = z.strictObject({
  environment: identifier(12).describe("Its name; the file's name too."),
  title: z.string().min(1),
  stage: z
    .enum(["development", "staging", "production"])
    .describe("Production asks for at least two replicas of everything."),
  domain: hostName().describe("Host names of services end in it."),
  sitesCertificateAuthority: certificate()
    .optional()
    .describe("Issues the certificates of sites that join by IPsec through gateway machines."),
  servicesCertificateAuthority: certificate()
    .optional()
    .describe(
      "Signs the certificates of the clusters' gateways that are given; needed where an exchange flow says tls: reencrypt.",
    ),
  certificates: certificates
    .optional()
    .describe(
      "How the gateways of each zone come by their certificates. Default: given where servicesCertificateAuthority is, else cluster.",
    ),
  state,
  clouds: z.record(identifier(12), cloud),
  links: z.array(link).default([]),
  sites,
  clusters: z.array(cluster).min(1),
  externalEndpoints: z.array(externalEndpoint).default([]),
  secretStore: secretStore
    .optional()
    .describe("Where vendors' secrets come from. Default: whoever administers a cluster puts them there."),
  console: console
    .optional()
    .describe(
      "The page from which applications are managed, for operators alone. Default: none; kubectl does the same.",
    ),
  portals: z
    .array(portal)
    .default([])
    .describe("Host names under which people find the platform; services lead to them by expose.portal."),
  dns: dns.prefault({}).describe("The host names' records in DNS."),
  vendors: z.array(vendor).min(1),
  services: z.array(service).min(1),
  administrators,
  alerting,
  monitoring: monitoring
    .default(monitoring.parse({}))
    .describe("What is watched, and where people look at it. Default: everything is probed."),
  retire: z.array(retirement).default([]),
});

/** What a person writes: the whole of one environment. Read, each service that a portal leads to has the portal's host. */
export const environmentSchema = writtenEnvironment.transform((written) => ({
  ...written,
  services: withPortalHosts(written),
}));

export type EnvironmentSpecification = z.output<typeof environmentSchema>;
