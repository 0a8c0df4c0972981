import { z } from "zod";
import { cidr, port } from "../values";
import { hostName, identifier, zone } from "./names";

/** How a zone reaches an external endpoint. */
export const ACCESS_PATHS = ["direct", "exchange", "cloud"] as const;

/**
 * A service outside that this project does not create.
 * `kind` tells the infrastructure which ones its machines need.
 */
export const externalEndpoint = z.strictObject({
  id: identifier(),
  kind: z.enum(["registry", "oidc", "object-store", "ntp", "dns", "cloud-api", "secret-store", "acme", "service"]),
  title: z.string().min(1),
  host: hostName()
    .optional()
    .describe("Host name, where there is one; the exchange proxies check it in the TLS handshake."),
  addresses: z.array(cidr()).min(1).describe("Where it answers."),
  ports: z.array(port()).min(1).describe("Such as tcp/443."),
  clouds: z.array(identifier(12)).optional().describe("Clouds that use it. Default: all."),
  hostedIn: identifier(12)
    .optional()
    .describe("The cloud whose own service it is: it is lost with that cloud. Default: outside our clouds."),
  access: z
    .partialRecord(zone(), z.enum(ACCESS_PATHS))
    .describe(
      "By zone: direct (through the zone's own egress or a line), exchange (through a proxy listener), cloud (an address of the cloud's own infrastructure that every subnet reaches). A zone left out has no access.",
    ),
  exchangePort: z
    .int()
    .min(1024)
    .max(65535)
    .optional()
    .describe("Listener of the exchange proxies for this endpoint; needed where access says exchange."),
});
export type ExternalEndpointSpecification = z.output<typeof externalEndpoint>;
