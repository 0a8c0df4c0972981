import { z } from "zod";

/**
 * The page from which applications are managed, in every cluster on machines. People sign in with the identity provider that
 * the API server trusts, and may do there what their own groups may.
 */
export const console = z.strictObject({
  scopes: z
    .array(z.string().regex(/^[a-zA-Z0-9_.:-]+$/, "expected the name of a scope"))
    .min(1)
    .default(["openid", "email", "groups"])
    .describe("What the identity provider is asked for: e-mail address and groups decide what a person may do."),
});
export type ConsoleSpecification = z.output<typeof console>;
