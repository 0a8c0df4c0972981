import { evaluateWritten, valueWithin } from "./evaluate";
import { isRecord, type JsonRecord } from "./json-record";
import { stateIdentity } from "./remote-state";
import type { NotRead, Resource, Stack, Stacks, Steps } from "./stack";
import { Reference, type Value } from "./symbolic-value";

/** A stack's Terraform in JSON syntax, such as `cdk.tf.json`. */
export interface StackFile {
  readonly name: string;
  readonly terraform: JsonRecord;
}

/** A stack as it is written. What a provider computes stays a {@link Reference}. */
export class WrittenStack implements Stack {
  readonly name: string;
  readonly resources: readonly Resource[];
  readonly notRead: readonly NotRead[];
  readonly ids: ReadonlyMap<string, Resource> = new Map();
  readonly state: string | undefined;
  private readonly terraform: JsonRecord;
  private readonly byAddress: ReadonlyMap<string, WrittenResource>;

  constructor(
    { name, terraform }: StackFile,
    private readonly stacks: Stacks,
  ) {
    this.name = name;
    this.terraform = terraform;
    this.state = ownState(terraform);
    const written = [...resourcesIn(name, "managed", terraform.resource), ...resourcesIn(name, "data", terraform.data)];
    this.resources = written.map(({ resource }) => resource);
    this.byAddress = new Map(written.map((each) => [each.resource.address, each]));
    this.notRead = [
      ...Object.keys(isRecord(terraform.module) ? terraform.module : {}).map((module) => ({
        stack: name,
        address: `module.${module}`,
        what: "modules are not read",
      })),
      ...written.flatMap(({ resource: { stack, address }, values }) =>
        ["count", "for_each", "dynamic"]
          .filter((argument) => values[argument] !== undefined)
          .map((argument) => ({ stack, address, what: `${argument} is not read` })),
      ),
    ];
  }

  valueOf(address: string, argument: string): Value {
    return this.evaluate(this.byAddress.get(address)?.values[argument]);
  }

  writtenOf(address: string): JsonRecord {
    return this.byAddress.get(address)?.values ?? {};
  }

  provider(name: string): Value {
    const { provider: providers } = this.terraform;
    return this.evaluate(isRecord(providers) ? providers[name] : undefined);
  }

  hasOutput(name: string): boolean {
    return isRecord(this.terraform.output) && this.terraform.output[name] !== undefined;
  }

  output(name: string, inner: Steps): Value {
    return this.within(this.terraform.output, [name, "value", ...inner]);
  }

  private evaluate(written: unknown): Value {
    return evaluateWritten(written, this.resolve);
  }

  private readonly resolve = (steps: Steps): Value => {
    const [root, first, second, ...rest] = steps;
    if (root === "local") return this.within(this.terraform.locals, steps.slice(1));
    if (root === "var") return this.within(this.terraform.variable, [String(first), "default"]);
    if (root !== "data") return this.attribute(`${String(root)}.${String(first)}`, steps.slice(2));
    const address = `data.${String(first)}.${String(second)}`;
    if (first !== "terraform_remote_state") return this.attribute(address, rest);
    const [outputs, output, ...inner] = rest;
    const state = this.byAddress.get(address)?.values;
    const target = state && this.stacks.withState(stateIdentity(state.backend, state.config));
    return outputs === "outputs" ? target?.output(String(output), inner) : undefined;
  };

  /** What a resource's argument yields, or a reference where its provider decides. */
  private attribute(address: string, path: Steps): Value {
    const written = this.byAddress.get(address);
    return written && (this.within(written.values, path) ?? new Reference(written.resource, path));
  }

  /** Follows steps into something written, then into what that yields. */
  private within(written: unknown, steps: Steps): Value {
    let inner = written;
    for (const [index, step] of steps.entries()) {
      if (typeof inner === "string") return valueWithin(this.evaluate(inner), steps.slice(index));
      inner = stepInto(inner, step);
      if (inner === undefined || inner === null) return undefined;
    }
    return this.evaluate(inner);
  }
}

interface WrittenResource {
  readonly resource: Resource;
  readonly values: JsonRecord;
}

function stepInto(value: unknown, step: string | number): unknown {
  // Terraform's JSON syntax takes a single block without its list.
  if (typeof step === "number") return Array.isArray(value) ? value[step] : step === 0 ? value : undefined;
  return isRecord(value) ? value[step] : undefined;
}

function resourcesIn(stack: string, mode: Resource["mode"], types: unknown): WrittenResource[] {
  return entriesOf(types).flatMap(([type, named]) =>
    entriesOf(named).flatMap(([name, values]) => {
      const address = `${mode === "data" ? "data." : ""}${type}.${name}`;
      return isRecord(values) ? [{ resource: { stack, type, name, mode, address }, values }] : [];
    }),
  );
}

function entriesOf(value: unknown): [string, unknown][] {
  return isRecord(value) ? Object.entries(value) : [];
}

function ownState({ terraform }: JsonRecord): string | undefined {
  const [backend] = entriesOf(isRecord(terraform) ? terraform.backend : undefined);
  return backend && stateIdentity(backend[0], backend[1]);
}
