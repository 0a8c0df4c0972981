import { gunzipSync } from "node:zlib";
import { parse } from "yaml";

/** A file that cloud-init writes at a machine's first boot. */
export interface WrittenFile {
  readonly path: string;
  /** Unpacked when it is asked for: of most files nobody wants to know. */
  readonly content: () => string;
}

const GZIP_MAGIC = [0x1f, 0x8b];

/**
 * The files of a boot configuration, given as it is or packed (`base64gzip`, base64).
 * @returns undefined when it is not cloud-init's YAML
 */
export function filesOf(userData: string): WrittenFile[] | undefined {
  const text = unpacked(userData);
  if (!text.startsWith("#cloud-config")) return undefined;
  const document = documentOf(text);
  const files: unknown =
    typeof document === "object" && document !== null && "write_files" in document ? document.write_files : [];
  return (Array.isArray(files) ? (files as readonly unknown[]) : []).flatMap((file) => {
    if (typeof file !== "object" || file === null || !("path" in file) || !("content" in file)) return [];
    const encoding = "encoding" in file ? String(file.encoding) : "text/plain";
    const content = String(file.content);
    return [{ path: String(file.path), content: () => decoded(content, encoding) }];
  });
}

/** JSON is YAML, and is read much faster. */
function documentOf(text: string): unknown {
  const body = text.slice(text.indexOf("\n") + 1);
  try {
    return JSON.parse(body);
  } catch {
    return parse(body);
  }
}

function unpacked(userData: string): string {
  if (userData.startsWith("#")) return userData;
  const bytes = Buffer.from(userData, "base64");
  return isGzip(bytes) ? gunzipSync(bytes).toString() : bytes.toString();
}

function decoded(content: string, encoding: string): string {
  if (!/b64|base64/.test(encoding)) return content;
  const bytes = Buffer.from(content, "base64");
  return isGzip(bytes) ? gunzipSync(bytes).toString() : bytes.toString();
}

function isGzip(bytes: Buffer): boolean {
  return bytes[0] === GZIP_MAGIC[0] && bytes[1] === GZIP_MAGIC[1];
}
