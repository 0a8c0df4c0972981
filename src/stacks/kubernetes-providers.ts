import { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import type { TerraformStack } from "cdktf";
import type { IClusterAccess } from "../constructs/kubernetes/api-access";

/** Gives a stack the Kubernetes and Helm providers of one cluster. A stack speaks to one cluster, so neither has an alias. */
export function addKubernetesProviders(stack: TerraformStack, access: IClusterAccess): void {
  const { host, clusterCaCertificate, clientCertificate, clientKey } = access;
  const connection = { host, clusterCaCertificate, clientCertificate, clientKey };
  new KubernetesProvider(stack, "kubernetes", connection);
  new HelmProvider(stack, "helm", { kubernetes: connection });
}
