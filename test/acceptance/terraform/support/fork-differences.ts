/** What two versions of cdktf have written of the same app, by path. */
export type WrittenFiles = ReadonlyMap<string, string>;

/** What cdktf writes its version into; the other files are this project's own. */
const CDKTFS_OWN = /(?:^|\/)(?:manifest|cdk\.tf)\.json$/;

/**
 * Compares what cdktf and a fork of it have written. Their versions may differ, and whether an empty list or object has a line
 * break inside: nothing else, not even a space.
 *
 * @returns the differences, a line for each file.
 */
export function forkDifferences(
  [files, version]: readonly [files: WrittenFiles, version: string],
  [forkFiles, forkVersion]: readonly [files: WrittenFiles, version: string],
): string[] {
  const paths = [...new Set([...files.keys(), ...forkFiles.keys()])].sort();
  return paths.flatMap((path) => {
    const left = comparable(path, files.get(path), version);
    const right = comparable(path, forkFiles.get(path), forkVersion);
    const line = left.findIndex((text, index) => text !== right[index]);
    if (line < 0 && left.length === right.length) return [];
    const at = line < 0 ? left.length : line;
    return [`${path}: ${left[at] ?? "nothing"} became ${right[at] ?? "nothing"}`];
  });
}

function comparable(path: string, text: string | undefined, version: string): string[] {
  if (text === undefined) return ["no file"];
  return (CDKTFS_OWN.test(path) ? withoutVersion(path, text, version) : text).split("\n");
}

/** A line break stands in no JSON string, so none of a value is lost. */
function withoutVersion(path: string, text: string, version: string): string {
  const [before, after, ...others] = text.split(`"version": "${version}"`);
  if (before === undefined || after === undefined || others.length > 0) {
    throw new Error(`${path} was not written by version ${version}, or names it more than once`);
  }
  return `${before}"version": "of cdktf"${after}`.replaceAll(/\[\n *\]/g, "[]").replaceAll(/\{\n *\}/g, "{}");
}
