import { formattedDate } from "./formatted-date";

/**
 * What a reference such as `kubernetes_namespace_v1.vendor.metadata[0].name` yields. Undefined where that is not known, as an
 * address before its cloud has given it.
 */
export type Resolve = (reference: string) => unknown;

const REFERENCE = /^[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*|\[\d+\]|\["[^"\\]*"\])*$/;
const JSON_ENCODED = /^jsonencode\(([^]*)\)$/;
const FORMATTED_DATE = /^formatdate\("([^"\\]*)", *([^]*)\)$/;

/**
 * The value of a string of Terraform's JSON syntax: text in which `${…}` stands for a value. Text that is one expression and
 * nothing else yields the expression's own value, of any type.
 *
 * It reads references, texts in quotes, `jsonencode` and `formatdate`, which is what synthesized stacks put into Kubernetes
 * objects.
 * @throws Error with the expression when it is another one, or when its reference is not known.
 */
export function evaluateText(text: string, resolve: Resolve): unknown {
  const parts = [...textParts(text)];
  const [only] = parts;
  if (parts.length === 1 && only?.kind === "expression") return evaluateExpression(only.text, resolve);
  return parts
    .map((part) => (part.kind === "literal" ? part.text : inserted(part.text, evaluateExpression(part.text, resolve))))
    .join("");
}

/** A value with every text in it evaluated. */
export function evaluateValue(value: unknown, resolve: Resolve): unknown {
  if (typeof value === "string") return evaluateText(value, resolve);
  if (Array.isArray(value)) return value.map((item: unknown) => evaluateValue(item, resolve));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, evaluateValue(inner, resolve)]));
}

export interface TextPart {
  readonly kind: "literal" | "expression";
  readonly text: string;
}

/** What may begin an expression or a directive, and Terraform's way to write the two characters themselves. */
const SIGN = /\$\$\{|%%\{|%\{|\$\{/g;

/** Takes a text apart into what stands there literally and the expressions in it. */
export function* textParts(text: string): Generator<TextPart> {
  let literal = "";
  let position = 0;
  for (;;) {
    const found = firstFrom(SIGN, text, position);
    literal += text.slice(position, found?.index);
    if (!found) break;
    const [sign] = found;
    if (sign === "%{") {
      throw new Error(`cannot evaluate ${JSON.stringify(text)}: template directives are not read`);
    }
    if (sign === "${") {
      if (literal !== "") yield { kind: "literal", text: literal };
      literal = "";
      const end = expressionEnd(text, found.index + sign.length);
      yield { kind: "expression", text: text.slice(found.index + sign.length, end).trim() };
      position = end + 1;
    } else {
      literal += sign.slice(1);
      position = found.index + sign.length;
    }
  }
  if (literal !== "") yield { kind: "literal", text: literal };
}

const BRACE_OR_QUOTE = /[{}"]/g;
const QUOTE_OR_ESCAPE = /["\\]/g;

/** Where the brace stands that closes an expression; braces inside of quotes and of other braces do not. */
function expressionEnd(text: string, start: number): number {
  let depth = 0;
  let quoted = false;
  for (let position = start; ;) {
    const found = firstFrom(quoted ? QUOTE_OR_ESCAPE : BRACE_OR_QUOTE, text, position);
    if (!found) throw new Error(`cannot evaluate ${JSON.stringify(text)}: an expression does not end`);
    const [character] = found;
    position = found.index + 1;
    if (character === "\\") position += 1;
    else if (character === '"') quoted = !quoted;
    else if (character === "{") depth += 1;
    else if (depth === 0) return found.index;
    else depth -= 1;
  }
}

/** What a pattern finds first from a place on. The texts are long, and little in them matters. */
function firstFrom(pattern: RegExp, text: string, position: number): RegExpExecArray | null {
  pattern.lastIndex = position;
  return pattern.exec(text);
}

function evaluateExpression(expression: string, resolve: Resolve): unknown {
  const [, encoded] = JSON_ENCODED.exec(expression) ?? [];
  if (encoded !== undefined) return JSON.stringify(evaluateExpression(encoded.trim(), resolve));
  const [, format, time] = FORMATTED_DATE.exec(expression) ?? [];
  if (format !== undefined && time !== undefined)
    return formattedDate(format, evaluateExpression(time.trim(), resolve));
  const quoted = quotedText(expression);
  if (quoted !== undefined) return evaluateQuoted(quoted, resolve);
  if (!REFERENCE.test(expression)) {
    throw new Error(
      `cannot evaluate \${${expression}}: only references, quoted texts, jsonencode() and formatdate() are read`,
    );
  }
  const value = resolve(expression);
  if (value === undefined) throw new Error(`\${${expression}} is known only after apply`);
  return value;
}

/** What stands between the quotes of an expression that is one quoted text; quotes inside of its expressions are theirs. */
function quotedText(expression: string): string | undefined {
  if (!expression.startsWith('"')) return undefined;
  for (let position = 1; position < expression.length; position += 1) {
    const character = expression[position];
    if (character === "\\") position += 1;
    else if (character === '"') return position === expression.length - 1 ? expression.slice(1, -1) : undefined;
    else if (character === "$" && expression[position - 1] !== "$" && expression[position + 1] === "{")
      position = expressionEnd(expression, position + 2);
  }
  return undefined;
}

function evaluateQuoted(text: string, resolve: Resolve): string {
  return [...textParts(text)]
    .map((part) =>
      part.kind === "literal" ? unescaped(part.text) : inserted(part.text, evaluateExpression(part.text, resolve)),
    )
    .join("");
}

/** Terraform's escapes are those of JSON. */
function unescaped(text: string): string {
  return String(JSON.parse(`"${text}"`));
}

function inserted(expression: string, value: unknown): string {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return String(value);
  throw new Error(
    `\${${expression}} yields ${JSON.stringify(value)}, expected a string, a number or a boolean in a text`,
  );
}
