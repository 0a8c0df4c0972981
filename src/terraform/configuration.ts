import type { JsonRecord } from "./json-record";
import { PlannedStack, type PlannedStackFile } from "./planned-stack";
import type { NotRead, Resource, Stack, Stacks } from "./stack";
import type { Value } from "./symbolic-value";
import { WrittenStack, type StackFile } from "./written-stack";

export type { NotRead, Resource } from "./stack";
export type { StackFile } from "./written-stack";
export type { PlannedStackFile } from "./planned-stack";

/** A stack as it is written, or as Terraform plans it. */
export type ReadableStack = StackFile | PlannedStackFile;

/**
 * The Terraform of several stacks together, every reference resolved: inside of a stack, and across stacks by way of
 * `terraform_remote_state`. What a provider computes stays a reference, so an id is the identity of its resource.
 */
export class Configuration {
  readonly resources: readonly Resource[];
  /** What the reader itself does not take: repeated resources and modules where they are only written, unfinished plans. */
  readonly notRead: readonly NotRead[];
  private readonly stacks: ReadonlyMap<string, Stack>;
  private readonly byType = new Map<string, Resource[]>();

  constructor(files: readonly ReadableStack[]) {
    const others = new StacksTogether();
    const stacks = files.map((file) =>
      "plan" in file ? new PlannedStack(file, others) : new WrittenStack(file, others),
    );
    others.add(stacks);
    this.stacks = new Map(stacks.map((stack) => [stack.name, stack]));
    this.resources = stacks.flatMap(({ resources }) => resources);
    this.notRead = stacks.flatMap(({ notRead }) => notRead);
    for (const resource of this.resources) {
      if (resource.mode === "data") continue;
      const alike = this.byType.get(resource.type);
      if (alike) alike.push(resource);
      else this.byType.set(resource.type, [resource]);
    }
  }

  /** The managed resources of a type. */
  ofType(type: string): readonly Resource[] {
    return this.byType.get(type) ?? [];
  }

  /** How a stack configures a provider: one block or several. */
  providerOf(stack: string, provider: string): Value {
    return this.stacks.get(stack)?.provider(provider);
  }

  /** The arguments of a resource by their names, each as its file has it: for whoever looks for names. */
  writtenOf({ stack, address }: Resource): JsonRecord {
    return this.stacks.get(stack)?.writtenOf(address) ?? {};
  }

  /** The value of an argument; undefined when it is not written, or null, which Terraform takes for the same. */
  valueOf({ stack, address }: Resource, argument: string): Value {
    return this.stacks.get(stack)?.valueOf(address, argument);
  }
}

class StacksTogether implements Stacks {
  private readonly byState = new Map<string, Stack>();
  private readonly byId = new Map<string, Resource>();
  private readonly all: Stack[] = [];

  add(stacks: readonly Stack[]): void {
    this.all.push(...stacks);
    for (const stack of stacks) {
      if (stack.state !== undefined) this.byState.set(stack.state, stack);
      for (const [id, resource] of stack.ids) this.byId.set(id, resource);
    }
  }

  withState(identity: string): Stack | undefined {
    return this.byState.get(identity);
  }

  withOutput(name: string): readonly Stack[] {
    return this.all.filter((stack) => stack.hasOutput(name));
  }

  withId(id: string): Resource | undefined {
    return this.byId.get(id);
  }
}
