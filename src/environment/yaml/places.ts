import {
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type LineCounter,
  type Node,
  type Pair,
  type YAMLMap,
} from "yaml";
import type { Path, Place, Places } from "./place";

/** A value of a document, and its key when it has one. */
interface Located {
  readonly key?: Node;
  readonly value?: Node;
}

export interface YamlPlacesProps {
  readonly file: string;
  readonly root: Node | undefined;
  readonly lines: LineCounter;
  /** The anchored node that each alias stands for. */
  readonly targets: ReadonlyMap<Node, Node>;
}

/** Where the values of a YAML document stand. Mappings are indexed when they are first asked about. */
export class YamlPlaces implements Places {
  private readonly indexes = new WeakMap<YAMLMap, ReadonlyMap<string, Located>>();

  constructor(private readonly props: YamlPlacesProps) {}

  /** The place of a node; of the start of the file when it has none. */
  placeOfNode(node: Node | undefined): Place {
    return this.placeOfOffset(node?.range?.[0] ?? 0);
  }

  placeOfOffset(offset: number): Place {
    const { line, col } = this.props.lines.linePos(offset);
    // The counter knows no line of an empty file and says 0.
    return { file: this.props.file, line: Math.max(1, line), column: Math.max(1, col) };
  }

  readonly placeOf = (path: Path): Place => {
    const { key, value } = this.nearest(path).located;
    return this.placeOfNode(isWritten(value) ? value : (key ?? value));
  };

  readonly keyPlaceOf = (path: Path): Place => {
    const { located, isExact } = this.nearest(path);
    return this.placeOfNode(isExact ? (located.key ?? located.value) : located.value);
  };

  private nearest(path: Path): { located: Located; isExact: boolean } {
    let located: Located = { ...(this.props.root && { value: this.props.root }) };
    for (const part of path) {
      const next = this.child(located.value, part);
      if (!next) return { located, isExact: false };
      located = next;
    }
    return { located, isExact: true };
  }

  private child(node: Node | undefined, part: string | number): Located | undefined {
    const target = node && isAlias(node) ? this.props.targets.get(node) : node;
    if (isMap(target)) return this.index(target).get(String(part));
    const item: unknown = isSeq(target) && typeof part === "number" ? target.items[part] : undefined;
    return isNode(item) ? { value: item } : undefined;
  }

  private index(map: YAMLMap): ReadonlyMap<string, Located> {
    const known = this.indexes.get(map);
    if (known) return known;
    const index = new Map(map.items.flatMap((pair) => indexEntry(pair)));
    this.indexes.set(map, index);
    return index;
  }
}

function indexEntry({ key, value }: Pair): [string, Located][] {
  if (!isScalar(key)) return [];
  return [[String(key.value), { key, ...(isNode(value) && { value }) }]];
}

function isNode(value: unknown): value is Node {
  return isScalar(value) || isCollection(value) || isAlias(value);
}

/** `key:` without a value has a node of no length. */
function isWritten(node: Node | undefined): boolean {
  const [start, end] = node?.range ?? [0, 0];
  return start < end;
}
