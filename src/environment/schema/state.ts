import { z } from "zod";

/** Where Terraform keeps its state. Credentials come from the backend's own environment variables. */
export const state = z.discriminatedUnion("backend", [
  z.strictObject({
    backend: z
      .literal("local")
      .describe("Files on the machine that deploys; accepted for dev alone: it has no locking between people."),
    directory: z.string().min(1).default("state").describe("Folder of the state files, beside cdktf.json."),
  }),
  z.strictObject({
    backend: z.literal("s3").describe("Any S3-compatible store, locked by a lock file."),
    endpoint: z.url(),
    region: z.string().min(1),
    bucket: z.string().min(3).max(63),
    prefix: z.string().min(1).default("terraform"),
  }),
  z.strictObject({
    backend: z.literal("pg").describe("PostgreSQL; the connection comes from PGHOST, PGUSER, PGPASSWORD and the like."),
    schemaPrefix: z
      .string()
      .regex(/^[a-z][a-z0-9_]*$/, "expected lower-case letters, digits and underscores")
      .default("terraform"),
  }),
  z.strictObject({
    backend: z.literal("http").describe("Any HTTP state server with locking."),
    address: z.url().describe("Base address; the stack's name is appended."),
  }),
]);
export type StateSpecification = z.output<typeof state>;
