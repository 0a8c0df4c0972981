/**
 * What a reference such as `kubernetes_namespace_v1.vendor.metadata[0].name` yields. Undefined where that is not known, as an
 * address before its cloud has given it.
 */
export type Resolve = (reference: string) => unknown;

const REFERENCE = /^[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*|\[\d+\]|\["[^"\\]*"\])*$/;
const JSON_ENCODED = /^jsonencode\(([^]*)\)$/;

/**
 * The value of a string of Terraform's JSON syntax: text in which `${…}` stands for a value. Text that is one expression and
 * nothing else yields the expression's own value, of any type.
 *
 * It reads references and `jsonencode`, which is what synthesized stacks put into Kubernetes objects.
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

/** Takes a text apart into what stands there literally and the expressions in it. */
export function* textParts(text: string): Generator<TextPart> {
  let literal = "";
  let position = 0;
  while (position < text.length) {
    const sign = nextSign(text, position);
    literal += text.slice(position, sign);
    position = sign;
    if (position >= text.length) break;
    const rest = text.slice(position, position + 3);
    // Terraform's way to write the two characters themselves.
    if (rest.startsWith("$${") || rest.startsWith("%%{")) {
      literal += rest.slice(1);
      position += 3;
    } else if (rest.startsWith("%{")) {
      throw new Error(`cannot evaluate ${JSON.stringify(text)}: template directives are not read`);
    } else if (rest.startsWith("${")) {
      if (literal !== "") yield { kind: "literal", text: literal };
      literal = "";
      const end = expressionEnd(text, position + 2);
      yield { kind: "expression", text: text.slice(position + 2, end).trim() };
      position = end + 1;
    } else {
      literal += rest.charAt(0);
      position += 1;
    }
  }
  if (literal !== "") yield { kind: "literal", text: literal };
}

/** Where the next sign stands with which an expression could begin; the text's end when there is none. */
function nextSign(text: string, start: number): number {
  const signs = ["$", "%"].map((sign) => text.indexOf(sign, start)).filter((position) => position >= 0);
  return Math.min(text.length, ...signs);
}

/** Where the brace stands that closes an expression; braces inside of quotes and of other braces do not. */
function expressionEnd(text: string, start: number): number {
  let depth = 0;
  let quoted = false;
  for (let position = start; position < text.length; position += 1) {
    const character = text.charAt(position);
    if (quoted && character === "\\") position += 1;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && character === "{") depth += 1;
    else if (!quoted && character === "}") {
      if (depth === 0) return position;
      depth -= 1;
    }
  }
  throw new Error(`cannot evaluate ${JSON.stringify(text)}: an expression does not end`);
}

function evaluateExpression(expression: string, resolve: Resolve): unknown {
  const [, encoded] = JSON_ENCODED.exec(expression) ?? [];
  if (encoded !== undefined) return JSON.stringify(evaluateExpression(encoded.trim(), resolve));
  if (!REFERENCE.test(expression)) {
    throw new Error(`cannot evaluate \${${expression}}: only references and jsonencode() are read`);
  }
  const value = resolve(expression);
  if (value === undefined) throw new Error(`\${${expression}} is known only after apply`);
  return value;
}

function inserted(expression: string, value: unknown): string {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return String(value);
  throw new Error(
    `\${${expression}} yields ${JSON.stringify(value)}, expected a string, a number or a boolean in a text`,
  );
}
