import type { SyntaxNodeRef } from "@lezer/common";
import { parser } from "@prometheus-io/lezer-promql";
import { shown } from "./shown";
import { ValueError } from "./value-error";

/** A node of an expression's syntax tree, as Prometheus' own grammar names it, and the text it stands for. */
export interface PromqlNode {
  readonly name: string;
  readonly text: string;
}

/** The nodes of a PromQL expression, each before what it holds. */
export function promqlNodes(expression: string): PromqlNode[] {
  const nodes: PromqlNode[] = [];
  parser.parse(expression).iterate({
    enter: ({ name, from, to }) => {
      nodes.push({ name, text: expression.slice(from, to) });
    },
  });
  return nodes;
}

/**
 * A PromQL expression, by the grammar of Prometheus' own editor. Types of arguments are not checked here: promtool does that.
 *
 * @throws ValueError with line and column inside the expression where it is none.
 */
export function parsePromql(expression: string): string {
  const text = expression.trim();
  if (text === "") throw new ValueError(expression, "expected a PromQL expression such as up == 0");
  let first: { readonly offset: number; readonly found: string } | undefined;
  parser.parse(text).iterate({
    enter: (node) => {
      if (first === undefined && node.type.isError) first = { offset: node.from, found: wordAt(text, node) };
    },
  });
  if (first === undefined) return text;
  const before = text.slice(0, first.offset).split("\n");
  const column = (before.at(-1)?.length ?? 0) + 1;
  const what = first.found === "" ? "an end too early" : shown(first.found);
  throw new ValueError(
    expression,
    `expected PromQL: ${what} at ${before.length}:${column} of the expression does not fit`,
  );
}

/** The word that does not fit; where something is missing, what stands in its place. */
function wordAt(text: string, { from, to }: SyntaxNodeRef): string {
  const found = text.slice(from, to);
  return found === "" ? (/^\S+/.exec(text.slice(from).trimStart())?.[0] ?? "") : found;
}
