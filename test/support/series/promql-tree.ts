import type { SyntaxNode } from "@lezer/common";
import { parser } from "@prometheus-io/lezer-promql";

/** A part of a PromQL expression, by Prometheus' own grammar. */
export class PromqlPart {
  constructor(
    private readonly expression: string,
    private readonly node: SyntaxNode,
  ) {}

  get kind(): string {
    return this.node.name;
  }

  get text(): string {
    return this.expression.slice(this.node.from, this.node.to);
  }

  /** What a string in quotes says, or the text as it is. */
  get word(): string {
    return this.text.replace(/^(["'`])(.*)\1$/s, "$2");
  }

  get parts(): PromqlPart[] {
    const parts: PromqlPart[] = [];
    for (let child = this.node.firstChild; child; child = child.nextSibling) {
      parts.push(new PromqlPart(this.expression, child));
    }
    return parts;
  }

  child(...kinds: readonly string[]): PromqlPart | undefined {
    return this.parts.find(({ kind }) => kinds.includes(kind));
  }

  /** Every part of a kind in it, however deep; itself too. */
  all(kind: string): PromqlPart[] {
    return [...(this.kind === kind ? [this] : []), ...this.parts.flatMap((part) => part.all(kind))];
  }
}

/** @throws Error where the expression is no PromQL. */
export function promqlTree(expression: string): PromqlPart {
  const tree = new PromqlPart(expression, parser.parse(expression).topNode);
  const [wrong] = tree.all("⚠");
  if (wrong) throw new Error(`got ${expression}, expected PromQL: ${JSON.stringify(wrong.text)} does not fit`);
  const top = tree.parts[0];
  if (!top) throw new Error("got nothing, expected PromQL");
  return top;
}
