import { RoleBindingV1 } from "@cdktf/provider-kubernetes/lib/role-binding-v1";
import { RoleV1 } from "@cdktf/provider-kubernetes/lib/role-v1";
import { ServiceAccountV1 } from "@cdktf/provider-kubernetes/lib/service-account-v1";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { vendorSecretsNamespace } from "../../environment/platform-namespaces";
import type { ChartValues } from "../kubernetes/chart-values";
import { Manifests, type Manifest } from "../kubernetes/manifests";
import { Namespace, type INamespace } from "../kubernetes/namespace";
import { MANAGED_BY_TERRAFORM, PLATFORM_KEYS } from "../services/labels";
import { EXTERNAL_SECRETS } from "./external-secrets";

/** A Vault or OpenBao as the cluster's pods meet it. */
export interface VaultStore {
  readonly kind: "vault";
  /** URL, such as `https://vault.health.example`. */
  readonly server: string;
  /** Mount of the key-value engine, version 2. */
  readonly mount: string;
  /** Mount of the authentication by JWT for this cluster. */
  readonly authenticationMount: string;

  /**
   * PEM text of the authority that signs the store's certificate.
   * @default - those that the image knows
   */
  readonly certificateAuthority?: string;
}

/** The cluster itself, in namespaces that vendors do not see. */
export interface KubernetesStore {
  readonly kind: "kubernetes";
}

export interface SecretStoresProps {
  readonly store: VaultStore | KubernetesStore;
  /** Names of the vendors that have a namespace of their own in this cluster. */
  readonly vendors: readonly string[];
  /** Where External Secrets stands. */
  readonly namespace: INamespace;

  /** @default - nothing */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/** For whom Vault's tokens are meant: it refuses those of others. */
const TOKEN_AUDIENCE = "vault";

/**
 * A store for each vendor, of the vendor's name, that its own namespace alone may use: with one for all, a vendor would read
 * the secrets of every other.
 *
 * In front of Vault each has a service account of its own, whose short-lived token Vault checks by the cluster's public key, so
 * that it needs no way into the cluster. Vault's role is called like the vendor.
 */
export class SecretStores extends Construct {
  constructor(scope: Construct, id: string, props: SecretStoresProps) {
    super(scope, id);
    const { store, vendors, namespace, dependsOn } = props;
    for (const vendor of vendors) {
      const part = new Construct(this, vendor);
      const name = serviceAccountName(vendor);
      const account = new ServiceAccountV1(part, "service-account", {
        metadata: { name, namespace: namespace.namespaceReference, labels: { ...MANAGED_BY_TERRAFORM } },
        automountServiceAccountToken: false,
      });
      if (store.kind === "kubernetes") this.addVendorSecrets(part, vendor, account.metadata.name, props);
    }
    if (vendors.length === 0) return;
    new Manifests(this, "secret-stores", {
      namespace,
      manifests: vendors.map((vendor) => clusterSecretStore(vendor, store, namespace.namespaceName)),
      needs: [EXTERNAL_SECRETS],
      ...(dependsOn && { dependsOn }),
    });
  }

  /** Where administrators put a vendor's secrets, and leave for its store to read them. */
  private addVendorSecrets(scope: Construct, vendor: string, serviceAccount: string, props: SecretStoresProps): void {
    const namespace = new Namespace(scope, "namespace", {
      name: vendorSecretsNamespace(vendor),
      labels: MANAGED_BY_TERRAFORM,
      ...(props.dependsOn && { dependsOn: props.dependsOn }),
    });
    const metadata = { name: "secret-store", namespace: namespace.namespaceReference };
    const role = new RoleV1(scope, "role", {
      metadata,
      rule: [{ apiGroups: [""], resources: ["secrets"], verbs: ["get", "list", "watch"] }],
    });
    new RoleBindingV1(scope, "role-binding", {
      metadata,
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: role.metadata.name },
      subject: [{ kind: "ServiceAccount", name: serviceAccount, namespace: props.namespace.namespaceReference }],
    });
  }
}

function serviceAccountName(vendor: string): string {
  return `secret-store-${vendor}`;
}

interface ServiceAccountReference {
  readonly name: string;
  readonly namespace: string;
}

function clusterSecretStore(vendor: string, store: SecretStoresProps["store"], namespace: string): Manifest {
  const account = { name: serviceAccountName(vendor), namespace };
  return {
    apiVersion: "external-secrets.io/v1",
    kind: "ClusterSecretStore",
    metadata: { name: vendor, labels: { ...MANAGED_BY_TERRAFORM, [PLATFORM_KEYS.vendor]: vendor } },
    spec: {
      conditions: [{ namespaces: [vendor] }],
      provider: store.kind === "vault" ? vault(vendor, store, account) : kubernetes(vendor, account),
    },
  };
}

function vault(vendor: string, store: VaultStore, account: ServiceAccountReference): ChartValues {
  const { server, mount, authenticationMount, certificateAuthority } = store;
  return {
    vault: {
      server,
      path: mount,
      version: "v2",
      ...(certificateAuthority !== undefined && {
        caBundle: Buffer.from(certificateAuthority, "utf8").toString("base64"),
      }),
      auth: {
        jwt: {
          path: authenticationMount,
          role: vendor,
          kubernetesServiceAccountToken: { serviceAccountRef: { ...account, audiences: [TOKEN_AUDIENCE] } },
        },
      },
    },
  };
}

function kubernetes(vendor: string, account: ServiceAccountReference): ChartValues {
  return {
    kubernetes: {
      remoteNamespace: vendorSecretsNamespace(vendor),
      server: {
        // Kubernetes puts its own authority there, in every namespace.
        caProvider: { type: "ConfigMap", name: "kube-root-ca.crt", namespace: account.namespace, key: "ca.crt" },
      },
      auth: { serviceAccount: { ...account } },
    },
  };
}
