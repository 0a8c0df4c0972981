import type { z } from "zod";
import { formatFault, parseYaml, validateDocument, type YamlDocument } from "../../../../src/environment/yaml";

/** The lines that a person sees for a file with this text. */
export function yamlFaults(text: string | Uint8Array): string[] {
  return parseYaml("f.yaml", bytesOf(text)).faults.map(formatFault);
}

/** The lines that a person sees when the text is checked against a schema; throws when it is not even YAML. */
export function schemaFaults(schema: z.ZodType, text: string): string[] {
  const validated = validateDocument(readDocument(text), schema);
  return "faults" in validated ? validated.faults.map(formatFault) : [];
}

export function readDocument(text: string): YamlDocument {
  const { document, faults } = parseYaml("f.yaml", bytesOf(text));
  if (!document) throw new Error(faults.map(formatFault).join("\n"));
  return document;
}

export function bytesOf(text: string | Uint8Array): Uint8Array {
  return typeof text === "string" ? new TextEncoder().encode(text) : text;
}
