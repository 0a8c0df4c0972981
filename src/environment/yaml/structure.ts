import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Alias,
  type CST,
  type Node,
  type Scalar,
  type YAMLMap,
} from "yaml";
import { formatPath, type Path } from "./place";

/** Levels of nesting; an environment has about ten. Deeper ones exhaust the stack of the YAML library. */
export const MAXIMUM_DEPTH = 64;

/** Values that a document's aliases may copy in all. */
const MAXIMUM_COPIES = 10_000;

/** A fault at a node; the caller knows its place. */
export interface NodeFault {
  readonly node: Node;
  readonly path: string;
  readonly message: string;
}

export interface Structure {
  readonly faults: readonly NodeFault[];
  /** The anchored node that each alias stands for. */
  readonly targets: ReadonlyMap<Node, Node>;
}

/** Checks what the YAML library leaves unchecked, or checks too slowly or without a place: keys and aliases. */
export function checkStructure(root: Node | undefined, lineOf: (node: Node) => number): Structure {
  const checker = new StructureChecker(lineOf);
  if (root) checker.visit(root, []);
  return checker;
}

/** The offset at which a document is nested too deeply; undefined when none is. Walks without recursion. */
export function firstTooDeep(tokens: readonly CST.Token[]): number | undefined {
  const open = tokens.map((token) => ({ token, depth: 0 }));
  for (let current = open.pop(); current; current = open.pop()) {
    const { token, depth } = current;
    if (depth > MAXIMUM_DEPTH) return token.offset;
    for (const child of childTokens(token)) open.push({ token: child, depth: depth + 1 });
  }
  return undefined;
}

function childTokens(token: CST.Token): CST.Token[] {
  if (token.type === "document") return token.value ? [token.value] : [];
  if (!("items" in token)) return [];
  return token.items.flatMap(({ key, value }) => [...(key ? [key] : []), ...(value ? [value] : [])]);
}

class StructureChecker implements Structure {
  readonly faults: NodeFault[] = [];
  readonly targets = new Map<Node, Node>();
  private readonly anchors = new Map<string, Node>();
  /** How many values a node has once its aliases are copied; absent while it is being visited. */
  private readonly sizes = new Map<Node, number>();
  private copies = 0;

  constructor(private readonly lineOf: (node: Node) => number) {}

  /** Returns the number of values. */
  visit(node: Node, path: Path): number {
    if (isAlias(node)) return this.visitAlias(node, path);
    if (node.anchor !== undefined) this.anchors.set(node.anchor, node);
    const size = 1 + this.visitChildren(node, path);
    this.sizes.set(node, size);
    return size;
  }

  private visitChildren(node: Node, path: Path): number {
    if (isMap(node)) return this.visitMapping(node, path);
    if (!isSeq(node)) return 0;
    return node.items.reduce<number>(
      // `[a: 1]` has a pair as its item, which the library turns into a mapping.
      (sum, item, index) => sum + (isSyntaxNode(item) && !isPair(item) ? this.visit(item, [...path, index]) : 1),
      0,
    );
  }

  private visitMapping(map: YAMLMap, path: Path): number {
    const known = new Map<string, Node>();
    let size = 0;
    for (const { key, value } of map.items) {
      if (isScalar(key)) this.checkKey(key, path, known);
      const name = isScalar(key) ? String(key.value) : "?";
      size += isSyntaxNode(value) ? this.visit(value, [...path, name]) : 1;
    }
    return size;
  }

  private checkKey(key: Scalar, path: Path, known: Map<string, Node>): void {
    const name = String(key.value);
    const earlier = known.get(name);
    if (earlier) {
      const line = this.lineOf(earlier);
      this.report(key, [...path, name], `got this key a second time, expected it once: it stands in line ${line} too`);
    }
    known.set(name, key);
    if (name === "<<") {
      this.report(key, path, "got the merge key <<, expected the keys themselves: YAML 1.2 has no merge keys");
    }
    if (name === "__proto__") this.report(key, path, "got the key __proto__, expected another name");
  }

  private visitAlias(alias: Alias, path: Path): number {
    const target = this.anchors.get(alias.source);
    if (!target) {
      this.report(alias, path, `got *${alias.source}, expected an alias of an anchor that stands before it`);
      return 1;
    }
    this.targets.set(alias, target);
    const size = this.sizes.get(target);
    if (size === undefined) {
      this.report(
        alias,
        path,
        `got *${alias.source} inside its own anchor, expected an alias of a value that is complete`,
      );
      return 1;
    }
    const isFirstExcess = this.copies <= MAXIMUM_COPIES && this.copies + size > MAXIMUM_COPIES;
    this.copies += size;
    if (isFirstExcess) {
      this.report(
        alias,
        path,
        `got aliases that copy more than ${MAXIMUM_COPIES} values, expected fewer: write the values out`,
      );
    }
    return size;
  }

  private report(node: Node, path: Path, message: string): void {
    this.faults.push({ node, path: formatPath(path), message });
  }
}

function isSyntaxNode(value: unknown): value is Node {
  return isScalar(value) || isMap(value) || isSeq(value) || isAlias(value);
}
