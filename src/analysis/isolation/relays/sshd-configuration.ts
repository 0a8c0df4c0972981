import type { WrittenFile } from "./cloud-config";

/** A keyword of OpenSSH's server with its arguments, in small letters where it does not tell letters apart. */
interface Setting {
  readonly keyword: string;
  readonly values: readonly string[];
}

/** Settings of a `Match` block, or those before the first. */
interface Block {
  /** `global`; `always` for `Match all`; `perhaps` for whom or from where its criteria say. */
  readonly applies: "global" | "always" | "perhaps";
  readonly settings: Setting[];
}

/** What holds for one kind of connection. */
export interface EffectiveSettings {
  /** The values of a keyword that counts once. Undefined when it is not set. */
  valuesOf(keyword: string): readonly string[] | undefined;
  /** The values of a keyword that adds to what is set already. */
  everyValueOf(keyword: string): readonly string[];
}

/** What is asked of it and may stand in a `Match` block. Other settings do not tell kinds of connections apart. */
const ASKED: ReadonlySet<string> = new Set([
  "allowtcpforwarding",
  "disableforwarding",
  "gatewayports",
  "permitopen",
  "permittunnel",
]);

const MAIN = "/etc/ssh/sshd_config";
const FOLDER = "/etc/ssh/";
/** What the images of Debian and Ubuntu have, which the files beside it go before. */
const IMAGE = "Include /etc/ssh/sshd_config.d/*.conf";
/** Each of them doubles the kinds of connections. */
const MOST_BLOCKS = 8;

/**
 * OpenSSH's server as the files of a boot configuration set it, for each kind of connection that `Match` blocks tell apart. As
 * sshd_config(5) has it the first value of a keyword counts, and one in a block that applies counts before those outside.
 *
 * @returns undefined when the files do not configure it; no kinds when there are too many to go through
 */
export function readSshdConfiguration(files: readonly WrittenFile[]): readonly EffectiveSettings[] | undefined {
  const texts = new Map(files.filter(({ path }) => isOfSshd(path)).map(({ path, content }) => [path, content()]));
  if (texts.size === 0) return undefined;
  const blocks = blocksOf(texts, texts.get(MAIN) ?? IMAGE, { applies: "global", settings: [] }, new Set([MAIN]));
  const perhaps = blocks.filter(
    ({ applies, settings }) => applies === "perhaps" && settings.some(({ keyword }) => ASKED.has(keyword)),
  );
  if (perhaps.length > MOST_BLOCKS) return [];
  return subsets(perhaps).map((applying) => {
    const inForce = blocks.filter((block) => block.applies === "always" || applying.has(block));
    const outside = blocks.filter(({ applies }) => applies === "global");
    const settings = [...inForce, ...outside].flatMap((block) => block.settings);
    const of = (keyword: string) => settings.filter((setting) => setting.keyword === keyword);
    return {
      valuesOf: (keyword) => of(keyword)[0]?.values,
      everyValueOf: (keyword) => of(keyword).flatMap(({ values }) => values),
    };
  });
}

function isOfSshd(path: string): boolean {
  return path === MAIN || /^\/etc\/ssh\/sshd_config\.d\/[^/]+$/.test(path);
}

/** @param around the block in which the text stands; a `Match` counts to the end of its file */
function blocksOf(
  texts: ReadonlyMap<string, string>,
  text: string,
  around: Block,
  including: ReadonlySet<string>,
): Block[] {
  const blocks: Block[] = [];
  let current: Block = { applies: around.applies, settings: [] };
  blocks.push(current);
  for (const { keyword, values } of text.split("\n").flatMap(settingOf)) {
    if (keyword === "match") {
      const isAll = values.length === 1 && values[0]?.toLowerCase() === "all";
      current = { applies: isAll && around.applies !== "perhaps" ? "always" : "perhaps", settings: [] };
      blocks.push(current);
    } else if (keyword === "include") {
      for (const path of includedBy(values, [...texts.keys()])) {
        if (including.has(path)) continue;
        blocks.push(...blocksOf(texts, texts.get(path) ?? "", current, new Set([...including, path])));
      }
      current = { applies: current.applies, settings: [] };
      blocks.push(current);
    } else current.settings.push({ keyword, values });
  }
  return blocks;
}

function settingOf(line: string): Setting[] {
  const words = [...line.matchAll(/"([^"]*)"|(#.*)|([^\s"#=][^\s"]*|=)/g)]
    .filter(([, , comment]) => comment === undefined)
    .map(([, quoted, , plain]) => quoted ?? plain ?? "");
  const [first, ...rest] = words;
  if (first === undefined) return [];
  const [keyword = "", glued] = first.split(/=(.*)/s);
  const values = [...(glued ? [glued] : []), ...(rest[0] === "=" ? rest.slice(1) : rest)];
  return [{ keyword: keyword.toLowerCase(), values }];
}

function includedBy(patterns: readonly string[], paths: readonly string[]): string[] {
  return patterns.flatMap((pattern) => {
    const full = pattern.startsWith("/") ? pattern : `${FOLDER}${pattern}`;
    const expression = new RegExp(
      `^${full
        .replace(/[.+^${}()|[\]\\]/g, "\\$&")
        .replace(/\*/g, "[^/]*")
        .replace(/\?/g, "[^/]")}$`,
    );
    return paths.filter((path) => expression.test(path)).sort();
  });
}

function subsets<Value>(values: readonly Value[]): Set<Value>[] {
  return values.reduce<Set<Value>[]>(
    (sets, value) => sets.flatMap((set) => [set, new Set([...set, value])]),
    [new Set()],
  );
}
