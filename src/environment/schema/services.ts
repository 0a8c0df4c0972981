import { z } from "zod";
import { cpuQuantity, imageReference, memoryQuantity } from "../values";
import { objectives } from "./objectives";
import { CLUSTER_ZONES, group, hostName, identifier, owner } from "./names";
import { autoscale } from "./scaling";

/** Classes of data, from the least to the most sensitive (GB/T 39725-2020). */
export const DATA_CLASSES = ["public", "internal", "personal", "personal-health"] as const;

/** A tenant: the company that builds and answers for services. */
export const vendor = z.strictObject({
  id: identifier(24),
  title: z.string().min(1),
  owner: owner().describe("Who is called when the vendor's services fail."),
  receiver: identifier()
    .optional()
    .describe(
      "Receiver of alerting that is told of the vendor's alerts. Default: mail to owner, where alerting has a smarthost.",
    ),
  group: group().describe("Group of the identity provider whose members rule the vendor's namespaces."),
  quota: z
    .strictObject({ cpu: cpuQuantity(), memory: memoryQuantity(), pods: z.int().min(1).default(100) })
    .describe("Of each of the vendor's namespaces, per cluster."),
});

const servicePort = z.strictObject({
  name: identifier(15),
  port: z.int().min(1).max(65535),
});

const probe = z.strictObject({
  path: z.string().startsWith("/").optional().describe("HTTP path. Default: the port accepts a connection."),
  port: identifier(15).describe("Name of one of the service's ports."),
  periodSeconds: z.int().min(1).max(300).default(10),
  failureThreshold: z.int().min(1).max(30).default(3),
  initialDelaySeconds: z.int().min(0).max(600).default(0),
});

/** Who may reach a service through the gateway of its zone. */
const exposure = z
  .strictObject({
    host: hostName().optional().describe("Default: that of the portal."),
    portal: identifier(24).optional().describe("Id of the portal that leads to the service, in place of a host."),
    port: identifier(15).describe("Name of one of the service's ports."),
    to: z
      .array(z.enum(["public", "sites", "exchange"]))
      .min(1)
      .describe(
        "public: anybody on the internet (internet zone). sites: the institutions (medical zone). exchange: services of the other zone or the other cloud, by declared flows.",
      ),
    path: z.string().startsWith("/").default("/"),
  })
  .check(({ value: { host, portal }, value, issues }) => {
    if (host === undefined && portal === undefined) {
      const message = "expected a host name such as card.health.example, or in its place portal: the id of a portal";
      issues.push({ code: "custom", path: ["host"], message, input: value });
    }
    if (host !== undefined && portal !== undefined) {
      const message = `got "${portal}" beside host ${host}, expected one of the two: a portal has its own host`;
      issues.push({ code: "custom", path: ["portal"], message, input: value });
    }
  });

/** A flow that starts in this service. */
const serviceFlow = z.strictObject({
  to: z.string().regex(/^(service|external):[a-z][a-z0-9-]*$/, "expected service:<id> or external:<id>"),
  port: identifier(15)
    .optional()
    .describe("Name of the target service's port; for an external endpoint all of its ports."),
  via: z.literal("exchange").optional().describe("Needed between medical and internet: neither enters the other."),
  exchangePort: z.int().min(1024).max(65535).optional().describe("Listener of the exchange proxies for this flow."),
  tls: z
    .enum(["passthrough", "reencrypt"])
    .default("passthrough")
    .describe(
      "passthrough: end to end, the proxy checks the host name. reencrypt: the proxy ends TLS and starts it anew.",
    ),
  why: z.string().min(1).max(120),
});

export const service = z.strictObject({
  id: identifier(32),
  title: z.string().min(1),
  vendor: identifier(24),
  owner: owner(),
  zone: z.enum(CLUSTER_ZONES),
  dataClass: z.enum(DATA_CLASSES).describe("The most sensitive data it handles (GB/T 39725-2020)."),
  image: imageReference().describe("By digest: registry/name@sha256:…"),
  ports: z.array(servicePort).min(1),
  replicas: z.int().min(1).max(200).describe("In all, over the clouds."),
  share: z
    .record(identifier(12), z.int().min(1).max(100))
    .describe("Percent of the replicas by cloud; adds up to 100. One cloud alone: { chutian: 100 }."),
  autoscale: autoscale.optional().describe("Default: replicas stay as given."),
  requests: z.strictObject({ cpu: cpuQuantity(), memory: memoryQuantity() }),
  limits: z.strictObject({ cpu: cpuQuantity(), memory: memoryQuantity() }),
  probes: z.strictObject({ readiness: probe, liveness: probe, startup: probe.optional() }),
  environment: z
    .record(z.string().regex(/^[A-Z][A-Z0-9_]*$/), z.string())
    .default({})
    .describe("No secrets here."),
  expose: exposure.optional().describe("Default: reachable inside its cluster by declared flows alone."),
  flows: z.array(serviceFlow).default([]),
  objectives: objectives
    .optional()
    .describe(
      "What is promised over 30 days; alarms tell when it is about to break. Default: by the environment's stage.",
    ),
});

export type VendorSpecification = z.output<typeof vendor>;
/** A service as it is written: one that a portal leads to has no host of its own. */
export type WrittenService = z.output<typeof service>;
export type ExposureSpecification = z.output<typeof exposure> & { host: string };
export type ServiceSpecification = Omit<WrittenService, "expose"> & { expose?: ExposureSpecification | undefined };
export type ServiceFlowSpecification = z.output<typeof serviceFlow>;
export type ProbeSpecification = z.output<typeof probe>;
