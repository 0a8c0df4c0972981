/** An expression of Terraform's language, as far as synthesized files use it. */
export type Expression =
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  | { readonly kind: "template"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "object"; readonly fields: readonly (readonly [key: string, value: Expression])[] }
  | { readonly kind: "call"; readonly name: string; readonly given: readonly Expression[] }
  | { readonly kind: "traversal"; readonly steps: readonly (string | number)[] };

const WORDS = new Map<string, boolean | null>([
  ["true", true],
  ["false", false],
  ["null", null],
]);
const NAME = /[A-Za-z_][\w-]*/y;
const NUMBER = /-?\d+(?:\.\d+)?/y;
const ESCAPES = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ['"', '"'],
  ["\\", "\\"],
]);

/**
 * Reads an expression: literals, lists, objects, calls of functions, and references. Operators, conditionals and loops are not
 * read.
 * @returns undefined when it is something else
 */
export function parseExpression(text: string): Expression | undefined {
  const reader = new Reader(text);
  try {
    const expression = reader.expression();
    return reader.isAtEnd ? expression : undefined;
  } catch (error) {
    if (error instanceof NotRead) return undefined;
    throw error;
  }
}

class NotRead extends Error {}

class Reader {
  private position = 0;

  constructor(private readonly text: string) {}

  get isAtEnd(): boolean {
    this.skipSpace();
    return this.position >= this.text.length;
  }

  expression(): Expression {
    this.skipSpace();
    const next = this.text.charAt(this.position);
    if (next === '"') return this.quoted();
    if (next === "[") return { kind: "list", items: this.sequence("[", "]", () => this.expression()) };
    if (next === "{") return { kind: "object", fields: this.sequence("{", "}", () => this.field()) };
    if (next === "(") {
      const [inner, ...others] = this.sequence("(", ")", () => this.expression());
      if (inner && others.length === 0) return inner;
      throw new NotRead();
    }
    const number = this.match(NUMBER);
    if (number !== undefined) return { kind: "literal", value: Number(number) };
    return this.named(this.name());
  }

  private named(name: string): Expression {
    const word = WORDS.get(name);
    if (word !== undefined) return { kind: "literal", value: word };
    if (this.text.charAt(this.position) === "(")
      return { kind: "call", name, given: this.sequence("(", ")", () => this.expression()) };
    const steps: (string | number)[] = [name];
    for (;;) {
      if (this.take(".")) steps.push(this.match(NUMBER) ?? this.name());
      else if (this.take("[")) {
        const step = this.expression();
        if (!this.take("]")) throw new NotRead();
        if (step.kind === "template") steps.push(step.text);
        else if (step.kind === "literal" && typeof step.value === "number") steps.push(step.value);
        else throw new NotRead();
      } else return { kind: "traversal", steps };
    }
  }

  private field(): readonly [string, Expression] {
    this.skipSpace();
    const key = this.text.charAt(this.position) === '"' ? this.quoted().text : this.name();
    this.skipSpace();
    if (!this.take("=") && !this.take(":")) throw new NotRead();
    return [key, this.expression()];
  }

  private sequence<Item>(open: string, close: string, item: () => Item): Item[] {
    if (!this.take(open)) throw new NotRead();
    const items: Item[] = [];
    for (;;) {
      this.skipSpace();
      if (this.take(close)) return items;
      if (items.length > 0 && !this.take(",")) throw new NotRead();
      this.skipSpace();
      if (this.take(close)) return items;
      items.push(item());
    }
  }

  /** A quoted text, its escapes undone. What stands in it as `${…}` is left for whoever evaluates it. */
  private quoted(): { readonly kind: "template"; readonly text: string } {
    this.position += 1;
    let text = "";
    for (;;) {
      const end = /["\\]/g;
      end.lastIndex = this.position;
      const found = end.exec(this.text);
      if (!found) throw new NotRead();
      text += this.text.slice(this.position, found.index);
      this.position = found.index + 1;
      if (found[0] === '"') return { kind: "template", text };
      text += this.escaped();
    }
  }

  private escaped(): string {
    const character = this.text.charAt(this.position);
    this.position += 1;
    const known = ESCAPES.get(character);
    if (known !== undefined) return known;
    const code = character === "u" ? this.text.slice(this.position, this.position + 4) : "";
    if (!/^[\da-fA-F]{4}$/.test(code)) throw new NotRead();
    this.position += 4;
    return String.fromCharCode(Number.parseInt(code, 16));
  }

  private name(): string {
    const name = this.match(NAME);
    if (name === undefined) throw new NotRead();
    return name;
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.position;
    const [found] = pattern.exec(this.text) ?? [];
    if (found !== undefined) this.position += found.length;
    return found;
  }

  private take(character: string): boolean {
    if (this.text.charAt(this.position) !== character) return false;
    this.position += 1;
    return true;
  }

  private skipSpace(): void {
    while (/\s/.test(this.text.charAt(this.position))) this.position += 1;
  }
}
