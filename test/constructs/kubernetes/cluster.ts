import { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { TerraformStack, Testing } from "cdktf";
import { z } from "zod";
import { Namespace } from "../../../src/constructs/kubernetes/namespace";
import { resourcesOf } from "../services/synthesized";

const release = z.looseObject({ values: z.tuple([z.string()]) });

/** A stack with the providers of a cluster and one namespace. */
export function clusterStack(id = "test") {
  const stack = new TerraformStack(Testing.app(), id);
  new KubernetesProvider(stack, "kubernetes-provider");
  new HelmProvider(stack, "helm-provider");
  return { stack, namespace: new Namespace(stack, "namespace", { name: "add-ons" }) };
}

/** A release's arguments without its values. */
export function releaseOf(stack: TerraformStack, name: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(releaseBlock(stack, name)).filter(([argument]) => argument !== "values"));
}

/** The text of a release's values. */
export function valuesTextOf(stack: TerraformStack, name: string): string {
  return releaseBlock(stack, name).values[0];
}

/** A release's values, of a release without Terraform references in them. */
export function valuesOf(stack: TerraformStack, name: string): unknown {
  return JSON.parse(valuesTextOf(stack, name));
}

function releaseBlock(stack: TerraformStack, name: string) {
  const found = resourcesOf(stack, "helm_release").find(({ block }) => block.name === name);
  if (!found) throw new Error(`no release ${name}`);
  return release.parse(found.block);
}
