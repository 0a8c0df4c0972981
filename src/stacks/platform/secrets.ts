import type { Construct } from "constructs";
import type { Environment } from "../../environment/environment";
import { PLATFORM_NAMESPACES } from "../../environment/platform-namespaces";
import type { ClusterSpecification } from "../../environment/schema/clusters";
import type { SecretStoreSpecification } from "../../environment/schema/secret-store";
import { EXTERNAL_SECRETS_WEBHOOK, ExternalSecrets } from "../../constructs/platform/external-secrets";
import { PlatformNamespace } from "../../constructs/platform/platform-namespace";
import type { PlatformAddOnProps } from "../../constructs/platform/platform-add-on-props";
import { SecretStores, type KubernetesStore, type VaultStore } from "../../constructs/platform/secret-stores";
import { recordSource } from "../../constructs/provenance";
import { servicesIn } from "../../constructs/services";
import { endpointUrl } from "../machine-needs";
import type { OutsideNames } from "../outside-names";

/** External Secrets and a store for each vendor of the cluster, where the environment has a secret store. */
export function addSecretStore(
  scope: Construct,
  environment: Environment,
  cluster: ClusterSpecification,
  props: PlatformAddOnProps,
  outside: OutsideNames,
): void {
  const { secretStore } = environment.specification;
  if (!secretStore) return;
  const order = props.dependsOn && { dependsOn: props.dependsOn };
  const namespace = new PlatformNamespace(scope, "external-secrets-namespace", {
    name: PLATFORM_NAMESPACES.secrets,
    podSecurity: "restricted",
    receives: [{ id: "webhook", from: "api-server", ports: [EXTERNAL_SECRETS_WEBHOOK] }],
    ...order,
  });
  const addOn = new ExternalSecrets(scope, "external-secrets", {
    ...props,
    namespace,
    hostAliases: secretStore.kind === "vault" ? outside.hostAliases(secretStore.endpoint) : [],
  });
  const vendors = new Set(servicesIn(environment, cluster).map(({ service }) => service.vendor));
  const stores = new SecretStores(scope, "vendor-secrets", {
    store: storeOf(environment, cluster, secretStore),
    vendors: [...vendors].sort(),
    namespace,
    ...order,
  });
  for (const construct of [namespace, addOn, stores]) recordSource(construct, ["secretStore"]);
}

function storeOf(
  environment: Environment,
  cluster: ClusterSpecification,
  store: SecretStoreSpecification,
): VaultStore | KubernetesStore {
  if (store.kind === "kubernetes") return { kind: store.kind };
  return {
    kind: store.kind,
    server: endpointUrl(environment, cluster, store.endpoint),
    mount: store.mount,
    authenticationMount: `${environment.name}-${cluster.id}`,
    ...(store.certificateAuthority !== undefined && { certificateAuthority: store.certificateAuthority }),
  };
}
