import { z } from "zod";
import { identifier } from "./names";

const authority = z.strictObject({
  kind: z
    .literal("authority")
    .describe(
      "Signed by the environment's own authority for services, which the stack of the VPN's secrets makes: clients trust one certificate for all clusters.",
    ),
});

const given = z.strictObject({
  kind: z.literal("given").describe("Put there by an operator, as the Secret gateway-certificate of each cluster."),
});

const cluster = z.strictObject({
  kind: z.literal("cluster").describe("Signed by an authority that each cluster makes for itself."),
});

const acme = z.strictObject({
  kind: z
    .literal("acme")
    .describe("Signed by an authority that speaks ACME, which asks for a record in DNS: nothing is opened for it."),
  endpoint: identifier().describe("Id of an external endpoint of kind acme that has a host."),
  path: z.string().startsWith("/").default("/directory").describe("Path of its directory."),
  email: z.email({ error: "expected an e-mail address such as team@health.example" }).describe("Is told of trouble."),
  nameServer: identifier().describe(
    "Id of an external endpoint of kind service: the name server of the domain, which takes dynamic updates (RFC 2136) on port 53.",
  ),
  tsigKey: z
    .string()
    .min(1)
    .describe("Name of the key by which the name server knows the updates; its secret is the Secret acme-dns."),
  tsigAlgorithm: z.enum(["HMACSHA1", "HMACSHA256", "HMACSHA512"]).default("HMACSHA256"),
});

/** How the gateways of a zone come by their certificates. No zone without a way outside can speak ACME. */
export const certificates = z.strictObject({
  medical: z.discriminatedUnion("kind", [authority, given, cluster]).optional(),
  internet: z.discriminatedUnion("kind", [authority, given, cluster, acme]).optional(),
});
export type CertificatesSpecification = NonNullable<z.output<typeof certificates>["internet"]>;
export type AcmeSpecification = z.output<typeof acme>;
