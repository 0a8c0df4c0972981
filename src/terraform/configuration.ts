import { parseExpression, type Expression } from "./hcl-expression";
import { textParts } from "./expressions";
import { isRecord, type JsonRecord } from "./json-record";
import { stateIdentity } from "./remote-state";
import { isValueRecord, Reference, Unknown, type Value } from "./symbolic-value";
import { asText, callFunction } from "./terraform-functions";

/** A text of more characters is hardly another's as well. References across stacks have up to 300. */
const LONGEST_KEPT = 500;

/** A stack's Terraform in JSON syntax, such as `cdk.tf.json`. */
export interface StackFile {
  readonly name: string;
  readonly terraform: JsonRecord;
}

/** A resource or data source, its arguments as they are written. */
export interface Resource {
  readonly stack: string;
  /** `openstack_networking_network_v2.medical`, with `data.` before it for a data source. */
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly mode: "managed" | "data";
  readonly written: JsonRecord;
}

/** Something in the files that is not read. */
export interface NotRead {
  readonly stack: string;
  readonly address: string;
  readonly what: string;
}

/**
 * The Terraform of several stacks together, every reference resolved: inside of a stack, and across stacks by way of
 * `terraform_remote_state`. What a provider computes stays a {@link Reference}, so an id is the identity of its resource.
 */
export class Configuration {
  readonly resources: readonly Resource[];
  /** What the reader itself does not take: repeated resources, modules. */
  readonly notRead: readonly NotRead[];
  private readonly stacks: ReadonlyMap<string, JsonRecord>;
  private readonly stackOfState: ReadonlyMap<string, string>;
  private readonly byAddress: ReadonlyMap<string, Resource>;
  private readonly byType = new Map<string, Resource[]>();
  /** Many resources refer to the same subnet, the same group, the same pool. */
  private readonly evaluated = new Map<string, { readonly value: Value }>();

  constructor(files: readonly StackFile[]) {
    this.stacks = new Map(files.map(({ name, terraform }) => [name, terraform]));
    this.stackOfState = new Map(
      files.flatMap(({ name, terraform }) => {
        const identity = ownState(terraform);
        return identity === undefined ? [] : [[identity, name] as const];
      }),
    );
    this.resources = files.flatMap(({ name, terraform }) => [
      ...resourcesIn(name, "managed", terraform.resource),
      ...resourcesIn(name, "data", terraform.data),
    ]);
    this.byAddress = new Map(this.resources.map((resource) => [`${resource.stack}/${resource.address}`, resource]));
    for (const resource of this.resources) {
      if (resource.mode === "data") continue;
      const alike = this.byType.get(resource.type);
      if (alike) alike.push(resource);
      else this.byType.set(resource.type, [resource]);
    }
    this.notRead = [
      ...files.flatMap(({ name, terraform }) =>
        Object.keys(isRecord(terraform.module) ? terraform.module : {}).map((module) => ({
          stack: name,
          address: `module.${module}`,
          what: "modules are not read",
        })),
      ),
      ...this.resources.flatMap(({ stack, address, written }) =>
        ["count", "for_each", "dynamic"]
          .filter((argument) => written[argument] !== undefined)
          .map((argument) => ({ stack, address, what: `${argument} is not read` })),
      ),
    ];
  }

  /** The managed resources of a type. */
  ofType(type: string): readonly Resource[] {
    return this.byType.get(type) ?? [];
  }

  /** How a stack configures a provider: one block or several. */
  providerOf(stack: string, provider: string): Value {
    const { provider: providers } = this.stacks.get(stack) ?? {};
    return this.evaluate(stack, isRecord(providers) ? providers[provider] : undefined);
  }

  /** The value of an argument; undefined when it is not written, or null, which Terraform takes for the same. */
  valueOf({ stack, written }: Resource, argument: string): Value {
    return this.evaluate(stack, written[argument]);
  }

  private evaluate(stack: string, written: unknown): Value {
    if (typeof written === "string") return this.evaluateTemplate(stack, written);
    if (Array.isArray(written)) return written.map((item: unknown) => this.evaluate(stack, item));
    if (isRecord(written))
      return Object.fromEntries(Object.entries(written).map(([key, inner]) => [key, this.evaluate(stack, inner)]));
    return typeof written === "number" || typeof written === "boolean" ? written : undefined;
  }

  private evaluateTemplate(stack: string, text: string): Value {
    if (!text.includes("${") && !text.includes("%{")) return text;
    if (text.length > LONGEST_KEPT) return this.evaluateParts(stack, text);
    const key = `${stack} ${text}`;
    const known = this.evaluated.get(key);
    if (known) return known.value;
    const value = this.evaluateParts(stack, text);
    this.evaluated.set(key, { value });
    return value;
  }

  private evaluateParts(stack: string, text: string): Value {
    try {
      const parts = [...textParts(text)];
      const [only] = parts;
      if (parts.length === 1 && only?.kind === "expression") return this.evaluateText(stack, only.text);
      return parts
        .map((part) => (part.kind === "literal" ? part.text : asText(this.evaluateText(stack, part.text))))
        .join("");
    } catch {
      // Template directives, or braces that do not close.
      return new Unknown(text);
    }
  }

  private evaluateText(stack: string, text: string): Value {
    const expression = parseExpression(text);
    return (expression && this.evaluateExpression(stack, expression)) ?? new Unknown(text);
  }

  /** Undefined when it cannot be evaluated. */
  private evaluateExpression(stack: string, expression: Expression): Value {
    switch (expression.kind) {
      case "literal":
        return expression.value;
      case "template":
        return this.evaluateTemplate(stack, expression.text);
      case "list":
        return expression.items.map((item) => this.evaluateExpression(stack, item) ?? new Unknown("an expression"));
      case "object":
        return Object.fromEntries(
          expression.fields.map(([key, value]) => [key, this.evaluateExpression(stack, value) ?? new Unknown(key)]),
        );
      case "call":
        return callFunction(
          expression.name,
          expression.given.map((each) => this.evaluateExpression(stack, each)),
        );
      case "traversal":
        return this.resolve(stack, expression.steps);
    }
  }

  private resolve(stack: string, steps: readonly (string | number)[]): Value {
    const [root, first, second, ...rest] = steps;
    const terraform = this.stacks.get(stack) ?? {};
    if (root === "local") return this.within(stack, terraform.locals, steps.slice(1));
    if (root === "var") return this.within(stack, terraform.variable, [String(first), "default"]);
    if (root !== "data") return this.attribute(stack, `${String(root)}.${String(first)}`, steps.slice(2));
    const address = `data.${String(first)}.${String(second)}`;
    if (first !== "terraform_remote_state") return this.attribute(stack, address, rest);
    const state = this.byAddress.get(`${stack}/${address}`);
    const [outputs, output, ...inner] = rest;
    const target = state && this.stackOfState.get(stateIdentity(state.written.backend, state.written.config));
    if (target === undefined || outputs !== "outputs") return undefined;
    return this.within(target, this.stacks.get(target)?.output, [String(output), "value", ...inner]);
  }

  /** What a resource's argument yields, or a reference where its provider decides. */
  private attribute(stack: string, address: string, path: readonly (string | number)[]): Value {
    const resource = this.byAddress.get(`${stack}/${address}`);
    if (!resource) return undefined;
    return this.within(stack, resource.written, path) ?? new Reference(resource, path);
  }

  /** Follows steps into something written, then into what that yields. */
  private within(stack: string, written: unknown, steps: readonly (string | number)[]): Value {
    let inner = written;
    for (const [index, step] of steps.entries()) {
      if (typeof inner === "string") return valueWithin(this.evaluate(stack, inner), steps.slice(index));
      inner = stepInto(inner, step);
      if (inner === undefined || inner === null) return undefined;
    }
    return this.evaluate(stack, inner);
  }
}

function valueWithin(value: Value, steps: readonly (string | number)[]): Value {
  return steps.reduce<Value>((inner, step) => {
    if (inner instanceof Reference) return new Reference(inner.resource, [...inner.path, step]);
    if (Array.isArray(inner)) return typeof step === "number" ? (inner as readonly Value[])[step] : undefined;
    return isValueRecord(inner) ? inner[step] : undefined;
  }, value);
}

function stepInto(value: unknown, step: string | number): unknown {
  // Terraform's JSON syntax takes a single block without its list.
  if (typeof step === "number") return Array.isArray(value) ? value[step] : step === 0 ? value : undefined;
  return isRecord(value) ? value[step] : undefined;
}

function resourcesIn(stack: string, mode: Resource["mode"], types: unknown): Resource[] {
  return entriesOf(types).flatMap(([type, named]) =>
    entriesOf(named).flatMap(([name, written]) =>
      isRecord(written)
        ? [{ stack, type, name, mode, written, address: `${mode === "data" ? "data." : ""}${type}.${name}` }]
        : [],
    ),
  );
}

function entriesOf(value: unknown): [string, unknown][] {
  return isRecord(value) ? Object.entries(value) : [];
}

function ownState({ terraform }: JsonRecord): string | undefined {
  const [backend] = entriesOf(isRecord(terraform) ? terraform.backend : undefined);
  return backend && stateIdentity(backend[0], backend[1]);
}
