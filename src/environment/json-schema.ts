import { z } from "zod";
import { environmentSchema } from "./schema/environment";

/**
 * The JSON Schema of an environment file. Draft 7 is what the YAML language server knows best; it describes what a person
 * writes, so fields with a default may be left out.
 */
export function environmentJsonSchema(): z.core.JSONSchema.BaseSchema {
  const schema = z.toJSONSchema(environmentSchema, {
    io: "input",
    target: "draft-7",
    override: ({ jsonSchema }) => {
      // Zod names these checks as formats, which validators do not know; the pattern beside them says all of it.
      if (jsonSchema.format === "includes" || jsonSchema.format === "starts_with") delete jsonSchema.format;
    },
  });
  return { title: "Health Cloud environment", ...schema };
}

/** The text of the committed file. */
export function renderEnvironmentJsonSchema(): string {
  return `${JSON.stringify(environmentJsonSchema(), undefined, 2)}\n`;
}
