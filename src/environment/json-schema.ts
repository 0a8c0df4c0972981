import { z } from "zod";
import { environmentSchema } from "./schema/environment";

/**
 * The JSON Schema of an environment file, as text. Draft 7 is what the YAML language server knows best; it describes what a
 * person writes, so fields with a default may be left out.
 */
export function environmentJsonSchema(): string {
  const schema = z.toJSONSchema(environmentSchema, {
    io: "input",
    target: "draft-7",
    override: ({ jsonSchema }) => {
      // Zod names these checks as formats, which validators do not know; the pattern beside them says all of it.
      if (jsonSchema.format === "includes" || jsonSchema.format === "starts_with") delete jsonSchema.format;
    },
  });
  return `${JSON.stringify({ title: "Health Cloud environment", ...schema }, undefined, 2)}\n`;
}
