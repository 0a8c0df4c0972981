import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { ProviderName } from "../../terraform/provider-schema";

const FOLDER = join(__dirname, "..", "..", "..", "facts", "provider-code");

function byPath<Fact extends z.ZodType>(fact: Fact) {
  return z.record(z.string(), z.record(z.string(), fact)).default({});
}

const providerCode = z.object({
  provider: z.string(),
  version: z.string(),
  /** What a value that is not configured becomes. */
  defaults: byPath(z.union([z.string(), z.number(), z.boolean()])),
  /** The form of a text in the state, where it is another than the configured one. */
  stored_as: byPath(z.enum(["sha1", "lowercase", "json"])),
  /** The blocks that the provider fills in when none is configured. */
  computed_blocks: z.record(z.string(), z.array(z.string())).default({}),
});

/** What a provider does in code and its schema does not say: by resource type, and in it by path (`binding.profile`). */
export type ProviderCode = z.output<typeof providerCode>;

/** What is known of a provider's code; nothing when the facts have no file of it. */
export function providerCodeOf(name: ProviderName): ProviderCode | undefined {
  const file = join(FOLDER, `${name}.json`);
  if (!existsSync(file)) return undefined;
  const parsed = providerCode.safeParse(JSON.parse(readFileSync(file, "utf8")));
  if (parsed.success) return parsed.data;
  throw new Error(`${file} does not say what the provider's code does: ${z.prettifyError(parsed.error)}`);
}
