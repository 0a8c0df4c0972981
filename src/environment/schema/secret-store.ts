import { z } from "zod";
import { certificate, identifier } from "./names";

const vault = z.strictObject({
  kind: z.literal("vault").describe("HashiCorp Vault or OpenBao, which answers to the same API."),
  endpoint: identifier().describe("Id of an external endpoint of kind secret-store that has a host."),
  mount: z
    .string()
    .regex(/^[a-z0-9][a-z0-9_-]*$/, "expected lower-case letters, digits, hyphens and underscores")
    .default("health-cloud")
    .describe("Mount of the key-value engine, version 2. Secrets of a vendor stand below its id."),
  certificateAuthority: certificate()
    .optional()
    .describe("Signs the store's certificate. Default: an authority that every image knows."),
});

const kubernetes = z.strictObject({
  kind: z
    .literal("kubernetes")
    .describe(
      "Secrets stand in a namespace secrets-<vendor> of the cluster itself, where nobody but administrators is.",
    ),
});

/** Where vendors' secrets come from: never from this file. */
export const secretStore = z.discriminatedUnion("kind", [vault, kubernetes]);
export type SecretStoreSpecification = z.output<typeof secretStore>;
