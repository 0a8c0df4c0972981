import { Composer, isMap, isSeq, LineCounter, Parser, type CST, type Document, type Node } from "yaml";
import { fileFault, sortFaults, type Fault } from "./fault";
import type { Places } from "./place";
import { checkStructure, firstTooDeep, MAXIMUM_DEPTH } from "./structure";
import { firstCauses, syntaxMessage } from "./syntax";
import { decodeText } from "./text";
import { YamlPlaces } from "./places";

/** A YAML file that is read and not yet checked against a schema. */
export interface YamlDocument extends Places {
  readonly file: string;
  /** Plain mappings, lists, texts, numbers, booleans and nulls. */
  readonly value: unknown;
}

/** A document when there are no faults. */
export interface ParsedYaml {
  readonly document?: YamlDocument;
  readonly faults: readonly Fault[];
}

/**
 * Reads a file that holds one YAML 1.2 mapping. Faults, each with its place: over 10 MiB, not UTF-8, not YAML (tabs as
 * indentation, for one), several documents, no mapping, the same key twice, merge keys, tags, aliases without an anchor or
 * that explode, deep nesting. It never throws for what the file says.
 *
 * @param file its path, as faults show it
 * @param bytes what it holds
 */
export function parseYaml(file: string, bytes: Uint8Array): ParsedYaml {
  const text = decodeText(file, bytes);
  return "value" in text ? parseText(file, text.value) : text;
}

function parseText(file: string, text: string): ParsedYaml {
  const lines = new LineCounter();
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  const tooDeep = firstTooDeep(tokens);
  if (tooDeep !== undefined) {
    const { line, col } = lines.linePos(tooDeep);
    return {
      faults: [
        fileFault({ file, line, column: col }, `got more than ${MAXIMUM_DEPTH} levels of nesting, expected fewer`),
      ],
    };
  }
  return readDocuments(file, compose(tokens), lines, documentStarts(tokens));
}

/** The documents of a file: `[]` when it holds none. */
function compose(tokens: readonly CST.Token[]): Document.Parsed[] {
  // The library compares every pair of keys and cannot say where the first one stands: checkStructure does both better.
  const composer = new Composer({
    prettyErrors: false,
    uniqueKeys: false,
    stringKeys: true,
    // Sets, binaries and dates would not be plain values.
    resolveKnownTags: false,
    logLevel: "silent",
  });
  return [...composer.compose(tokens)];
}

/** Where documents begin: at their `---`, at their first value otherwise. */
function documentStarts(tokens: readonly CST.Token[]): number[] {
  return tokens.flatMap((token) => (token.type === "document" ? [token.start[0]?.offset ?? token.offset] : []));
}

function readDocuments(
  file: string,
  [document, second]: readonly Document.Parsed[],
  lines: LineCounter,
  [, secondStart = 0]: readonly number[],
): ParsedYaml {
  const root = document?.contents ?? undefined;
  const structure = checkStructure(root, (node) => lines.linePos(node.range?.[0] ?? 0).line);
  const places = new YamlPlaces({ file, root, lines, targets: structure.targets });
  const faults = [
    ...(document ? syntaxFaults(document, places) : []),
    ...structure.faults.map(({ node, path, message }) => ({ place: places.placeOfNode(node), path, message })),
    ...(second ? [fileFault(places.placeOfOffset(secondStart), SEVERAL_DOCUMENTS)] : []),
  ];
  if (faults.length > 0) return { faults: sortFaults(faults) };
  if (!document || !isMap(root)) return { faults: [fileFault(places.placeOfNode(root), noMapping(root))] };
  // checkStructure has bounded what aliases copy, by size and not merely by number.
  const value: unknown = document.toJS({ maxAliasCount: -1 });
  return { document: { file, value, placeOf: places.placeOf, keyPlaceOf: places.keyPlaceOf }, faults: [] };
}

const SEVERAL_DOCUMENTS =
  "got a second document, expected one in a file: remove the line --- or move what follows to a file of its own";

function syntaxFaults(document: Document.Parsed, places: YamlPlaces): Fault[] {
  const located = [...document.errors, ...document.warnings].map((error) => ({
    error,
    place: places.placeOfOffset(error.pos[0]),
  }));
  const faults = firstCauses(located).map(({ error, place }) => fileFault(place, syntaxMessage(error)));
  const { version, explicit } = document.directives.yaml;
  if (explicit !== true || version === "1.2") return faults;
  const message = `got YAML ${version}, expected YAML 1.2: remove the line %YAML ${version}`;
  return [...faults, fileFault(places.placeOfOffset(0), message)];
}

function noMapping(root: Node | undefined): string {
  if (!root?.range || root.range[0] === root.range[1]) return "got an empty file, expected a mapping";
  return `got ${isSeq(root) ? "a list" : "a single value"} at the top, expected a mapping`;
}
