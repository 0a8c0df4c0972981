import { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { Testing, TerraformStack } from "cdktf";
import { z } from "zod";

const synthesizedFile = z.looseObject({
  resource: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).prefault({}),
});
type Block = Record<string, unknown>;

/** A resource as its Terraform file has it. */
export interface SynthesizedResource {
  readonly address: string;
  readonly block: Block;
}

/** The resources of a type in a stack's synthesized file. */
export function resourcesOf(stack: TerraformStack, type: string): SynthesizedResource[] {
  const document = synthesizedFile.parse(JSON.parse(Testing.synth(stack, true)));
  return Object.entries(document.resource[type] ?? {}).map(([name, block]) => ({
    address: `${type}.${name}`,
    block,
  }));
}

/** The only resource of a type. Fails when there are several or none. */
export function theOnly(stack: TerraformStack, type: string): Block {
  const [only, ...others] = resourcesOf(stack, type);
  if (!only || others.length > 0) throw new Error(`expected one ${type}, got ${others.length + (only ? 1 : 0)}`);
  return only.block;
}

/** The resource of a type whose metadata has a name. */
export function named(stack: TerraformStack, type: string, name: string): Block {
  const found = resourcesOf(stack, type).find(({ block }) =>
    JSON.stringify(block.metadata).includes(`"name":"${name}"`),
  );
  if (!found) throw new Error(`no ${type} named ${name}`);
  return found.block;
}

/** A stack with the providers of a cluster and nothing else. */
export function emptyStack(): TerraformStack {
  const stack = new TerraformStack(Testing.app(), "test");
  new KubernetesProvider(stack, "kubernetes");
  new HelmProvider(stack, "helm");
  return stack;
}
