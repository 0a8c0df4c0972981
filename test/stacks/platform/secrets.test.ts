import { releaseOf, valuesOf, valuesTextOf } from "../../constructs/kubernetes/cluster";
import { sampleService } from "../../constructs/services/sample-environment";
import { named, resourcesOf } from "../../constructs/services/synthesized";
import { manifestsOf, platformStack, specOf } from "./support";
import { vault } from "../../constructs/services/sample-endpoints";

const services = [sampleService("card"), sampleService("referral", { vendor: "vendor-02" })];
const withVault = { services, endpoints: [vault], settings: { secretStore: { kind: "vault", endpoint: "vault" } } };
const withKubernetes = { services, settings: { secretStore: { kind: "kubernetes" } } };

describe("the secret store of a cluster", () => {
  it("is left out where the environment has none", () => {
    expect(resourcesOf(platformStack({ services }), "helm_release").map(({ block }) => block.name)).not.toContain(
      "external-secrets",
    );
  });

  it("is one for each vendor, which the vendor's own namespace alone may use", () => {
    const stores = manifestsOf(platformStack(withVault), "secret-stores");
    expect(stores.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
      "ClusterSecretStore vendor-01",
      "ClusterSecretStore vendor-02",
    ]);
    expect(stores.map(({ spec }) => spec)).toMatchObject([
      { conditions: [{ namespaces: ["vendor-01"] }] },
      { conditions: [{ namespaces: ["vendor-02"] }] },
    ]);
  });

  it("is none for a vendor without a service in the cluster", () => {
    const stack = platformStack({ ...withVault, services: [sampleService("card")] });
    expect(manifestsOf(stack, "secret-stores").map(({ metadata }) => metadata.name)).toEqual(["vendor-01"]);
  });

  it("comes after the definitions of External Secrets", () => {
    expect(releaseOf(platformStack(withVault), "secret-stores").depends_on).toEqual([
      "terraform_data.api-server",
      expect.stringContaining("priority"),
      expect.stringContaining("priority"),
      "helm_release.external-secrets",
    ]);
  });
});

describe("a Vault", () => {
  it("knows each vendor by a token of a service account of its own", () => {
    const stack = platformStack(withVault);
    expect(specOf(stack, "secret-stores", "ClusterSecretStore", "vendor-01")).toMatchObject({
      provider: {
        vault: {
          server: "https://vault.health.example",
          path: "health-cloud",
          version: "v2",
          auth: {
            jwt: {
              path: "dev-medical-chutian",
              role: "vendor-01",
              kubernetesServiceAccountToken: {
                serviceAccountRef: {
                  name: "secret-store-vendor-01",
                  namespace: "external-secrets",
                  audiences: ["vault"],
                },
              },
            },
          },
        },
      },
    });
    expect(named(stack, "kubernetes_service_account_v1", "secret-store-vendor-01")).toMatchObject({
      automount_service_account_token: false,
    });
    expect(resourcesOf(stack, "kubernetes_role_v1")).toEqual([]);
  });

  it("behind the exchange is found by its own name", () => {
    const stack = platformStack(withVault);
    expect(named(stack, "kubernetes_service_v1", "external-vault").spec).toMatchObject({
      port: [{ name: "tcp-443", port: 443, protocol: "TCP" }],
    });
    expect(named(stack, "kubernetes_endpoint_slice_v1", "external-vault")).toMatchObject({
      endpoint: [{ addresses: ["10.26.0.20"] }],
      port: [{ port: "9207" }],
    });
    expect(valuesTextOf(stack, "external-secrets")).toMatch(
      /"hostnames": \[\s+"vault\.health\.example"\s+\],\s+"ip": \$\{jsonencode\(kubernetes_service_v1\./,
    );
  });

  it("to which the way is straight is found by DNS", () => {
    const service = sampleService("card", { zone: "internet" });
    const stack = platformStack({ ...withVault, services: [service] }, "chutian", "internet");
    expect(valuesOf(stack, "external-secrets")).not.toHaveProperty("hostAliases");
    expect(resourcesOf(stack, "kubernetes_service_v1")).toEqual([]);
  });

  it("is trusted by the authority that the environment names", () => {
    const certificateAuthority = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
    const secretStore = { kind: "vault", endpoint: "vault", certificateAuthority };
    const stack = platformStack({ ...withVault, settings: { secretStore } });
    expect(specOf(stack, "secret-stores", "ClusterSecretStore", "vendor-01")).toMatchObject({
      provider: { vault: { caBundle: Buffer.from(certificateAuthority).toString("base64") } },
    });
  });
});

describe("a cluster that is its own secret store", () => {
  it("keeps a vendor's secrets in a namespace that the vendor's store alone reads", () => {
    const stack = platformStack(withKubernetes);
    expect(specOf(stack, "secret-stores", "ClusterSecretStore", "vendor-02")).toMatchObject({
      provider: {
        kubernetes: {
          remoteNamespace: "secrets-vendor-02",
          server: { caProvider: { type: "ConfigMap", name: "kube-root-ca.crt", namespace: "external-secrets" } },
          auth: { serviceAccount: { name: "secret-store-vendor-02", namespace: "external-secrets" } },
        },
      },
    });
    expect(resourcesOf(stack, "kubernetes_role_v1").map(({ block }) => block.rule)).toEqual(
      ["vendor-01", "vendor-02"].map(() => [
        { api_groups: [""], resources: ["secrets"], verbs: ["get", "list", "watch"] },
      ]),
    );
  });
});
