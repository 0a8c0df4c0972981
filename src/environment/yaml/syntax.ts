import type { ErrorCode, YAMLError } from "yaml";
import { comparePlaces } from "./fault";
import type { Place } from "./place";

/** What the YAML library objects to, in this project's words. */
const MESSAGES: Partial<Record<ErrorCode, string>> = {
  ALIAS_PROPS: "got an alias with an anchor or a tag, expected the alias alone",
  BAD_ALIAS: "got an alias or anchor without a proper name, expected one such as &common",
  BAD_COLLECTION_TYPE: "got a tag that does not fit its list or mapping, expected no tag",
  BAD_DIRECTIVE: "got a directive that YAML 1.2 does not know, expected none",
  BAD_DQ_ESCAPE: "got an unknown escape in double quotes, expected one such as \\n or \\\\, or single quotes",
  BAD_INDENT: "got a line that is indented unlike its neighbours, expected the same number of spaces",
  BAD_SCALAR_START: "got a reserved character at the start of a text, expected the text in quotes",
  BLOCK_AS_IMPLICIT_KEY:
    "got a list or mapping where a key or text is expected: put it on a line of its own or in quotes",
  BLOCK_IN_FLOW: "got an indented list or mapping inside brackets, expected it in brackets too",
  KEY_OVER_1024_CHARS: "got a key of more than 1024 characters, expected a shorter one",
  MULTILINE_IMPLICIT_KEY: "got a key that spans lines, expected it on one line: is a colon or a closing quote missing?",
  MULTIPLE_ANCHORS: "got several anchors on one value, expected one",
  MULTIPLE_DOCS: "got several documents, expected one: remove what follows from the line ---",
  MULTIPLE_TAGS: "got several tags on one value, expected none",
  NON_STRING_KEY: "got a key that is no text, expected a text",
  RESOURCE_EXHAUSTION: "got more levels of nesting than can be read, expected fewer",
  TAB_AS_INDENT: "got a tab, expected spaces: YAML is not indented by tabs",
  UNEXPECTED_TOKEN:
    "got what belongs to no list or mapping, expected another entry: check indentation, quotes and brackets up to here",
  TAG_RESOLVE_FAILED: "got a tag or a value that does not fit its tag, expected none: tags are not used here",
};

interface LocatedError {
  readonly error: YAMLError;
  readonly place: Place;
}

/**
 * The errors that are worth reading, in order: one of each line, and none after the library has lost the structure, since
 * from there on it objects to every word.
 */
export function firstCauses(located: readonly LocatedError[]): LocatedError[] {
  const sorted = located.toSorted((left, right) => comparePlaces(left.place, right.place));
  const firstOfLine = sorted.filter(({ place }, index) => place.line !== sorted[index - 1]?.place.line);
  const lostAt = sorted.find(({ error }) => error.code === "UNEXPECTED_TOKEN")?.place.line ?? Infinity;
  return firstOfLine.filter(({ place }) => place.line <= lostAt);
}

/** The message of a syntax error. The library's own words stand where it alone knows what is missing. */
export function syntaxMessage(error: YAMLError): string {
  const known = MESSAGES[error.code];
  if (known !== undefined) return known;
  if (/tab/i.test(error.message)) return MESSAGES.TAB_AS_INDENT ?? error.message;
  const [sentence = error.message] = error.message.split("\n");
  return `got what is not YAML, expected YAML 1.2: ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
}
