import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { Fn, Token } from "cdktf";

const ASSETS = join(__dirname, "..", "..", "..", "assets");

/** Reads a file that is shipped to machines. `path` is relative to the folder `assets`, such as `rke2/boot.sh`. */
export function readAsset(path: string): string {
  return readFileSync(join(ASSETS, path), "utf8");
}

/**
 * The content of a file as cloud-init takes it with encoding `gz+b64`. A text without Terraform references is compressed
 * here, so that nothing in it can be taken for a template. A text with references is compressed by Terraform, so that no
 * secret ever stands in a synthesized file.
 */
export function compress(content: string): string {
  return Token.isUnresolved(content)
    ? Fn.base64gzip(expressionOf(content))
    : gzipReproducibly(content).toString("base64");
}

/** How cdktf marks a reference inside a text. */
const REFERENCE = /(\$\{TfToken\[[^\]]*\]\})/;

/**
 * A text with references as one Terraform expression. cdktf writes a text of both kinds as a template, in which it leaves
 * quotation marks, backslashes and `%{` as they are; so the literal parts are escaped one by one here.
 */
function expressionOf(content: string): string {
  const parts = content
    .split(REFERENCE)
    .filter((part) => part !== "")
    .map((part) => (Token.isUnresolved(part) ? part : Fn.rawString(escapeTemplate(part))));
  const [only, ...others] = parts;
  return only !== undefined && others.length === 0 ? only : Fn.join("", parts);
}

/** What Fn.rawString leaves alone: backslashes, and the directives of templates. */
function escapeTemplate(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll("%{", "%%{");
}

/** JSON, written by Terraform where values are references: a secret may hold any character. */
export function json(values: Readonly<Record<string, string>>): string {
  return Object.values(values).some((value) => Token.isUnresolved(value))
    ? Fn.jsonencode(values)
    : JSON.stringify(values);
}

/** RFC 1952: byte 9 of the header names the operating system, which zlib fills in; 255 is "unknown". */
const OPERATING_SYSTEM_BYTE = 9;

function gzipReproducibly(content: string): Buffer {
  const compressed = gzipSync(content, { level: 9 });
  compressed[OPERATING_SYSTEM_BYTE] = 255;
  return compressed;
}
