import { App, Testing, type TerraformStack } from "cdktf";
import { z } from "zod";
import type { Environment } from "../../src/environment/environment";
import { EnvironmentStacks } from "../../src/stacks/environment-stacks";
import { NetworkStack } from "../../src/stacks/network/network-stack";
import { changedEnvironment, type Edits } from "../app/support/changed-environment";

const terraform = z.looseObject({
  terraform: z.record(z.string(), z.unknown()),
  resource: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).default({}),
});

/** A stack's Terraform, without the hashes at the end of logical ids. */
export class StackOutput {
  readonly text: string;
  private readonly content: z.output<typeof terraform>;

  constructor(stack: TerraformStack) {
    this.text = Testing.synth(stack).replaceAll(/_[0-9A-F]{8}(?=\W|id\b)/g, "");
    this.content = terraform.parse(JSON.parse(this.text));
  }

  get backend(): unknown {
    return this.content.terraform.backend;
  }

  ids(type: string): string[] {
    return Object.keys(this.content.resource[type] ?? {}).sort();
  }

  resource(type: string, id: string): Record<string, unknown> {
    const found = this.content.resource[type]?.[id];
    if (!found) throw new Error(`no ${type} ${id}, only ${this.ids(type).join(", ")}`);
    return found;
  }

  resources(type: string): Record<string, unknown>[] {
    return this.ids(type).map((id) => this.resource(type, id));
  }
}

/** The stacks of an environment, made once and synthesized one by one. */
export class TestedEnvironment {
  readonly environment: Environment;
  private readonly stacks: readonly TerraformStack[];

  constructor(name: string, edits: Edits = {}) {
    this.environment = changedEnvironment(name, edits);
    this.stacks = new EnvironmentStacks(new App(), this.environment).stacks;
  }

  get stackNames(): string[] {
    return this.stacks.map(({ node }) => node.id);
  }

  /** The stacks that must be deployed before a stack. */
  dependenciesOf(name: string): string[] {
    return this.find(name)
      .dependencies.map(({ node }) => node.id)
      .sort();
  }

  output(name: string): StackOutput {
    return new StackOutput(this.find(name));
  }

  networkStack(cloud: string): NetworkStack {
    const stack = this.find(`${this.environment.name}-${cloud}-network`);
    if (stack instanceof NetworkStack) return stack;
    throw new Error(`stack ${stack.node.id} is no network stack`);
  }

  private find(name: string): TerraformStack {
    const stack = this.stacks.find(({ node }) => node.id === name);
    if (!stack) throw new Error(`no stack ${name}, only ${this.stackNames.join(", ")}`);
    return stack;
  }
}
