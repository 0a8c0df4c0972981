import { gunzipSync } from "node:zlib";

export interface WrittenFile {
  readonly path: string;
  readonly permissions: string;
  readonly encoding: string;
  readonly content: string;
  readonly append?: boolean;
}

export interface CloudInitDocument {
  readonly hostname?: string;
  readonly write_files: readonly WrittenFile[];
  readonly runcmd: readonly (readonly string[])[];
  readonly [module: string]: unknown;
}

const HEADER = "#cloud-config\n";

/** Reads a document as cloud-init does. */
export function parseDocument(userData: string): CloudInitDocument {
  expect(userData.startsWith(HEADER)).toBe(true);
  return JSON.parse(userData.slice(HEADER.length)) as CloudInitDocument;
}

/** The text that cloud-init writes to a path. */
export function fileIn(document: CloudInitDocument, path: string): string {
  return decode(writtenFile(document, path).content);
}

export function writtenFile(document: CloudInitDocument, path: string): WrittenFile {
  const file = document.write_files.find((candidate) => candidate.path === path);
  if (file === undefined) throw new Error(`no file ${path} among ${pathsIn(document).join(", ")}`);
  return file;
}

export function pathsIn(document: CloudInitDocument): string[] {
  return document.write_files.map((file) => file.path);
}

export function decode(content: string): string {
  return gunzipSync(Buffer.from(content, "base64")).toString("utf8");
}
