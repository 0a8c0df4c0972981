import { RandomProvider } from "@cdktf/provider-random/lib/provider";
import { TlsProvider } from "@cdktf/provider-tls/lib/provider";
import { DataResource, Testing, TerraformStack } from "cdktf";
import { z } from "zod";
import { CERTIFICATE_AUTHORITY_FILES } from "../../../src/constructs/cloud-init";
import { ClusterPki } from "../../../src/constructs/pki/cluster-pki";
import { Ipv4Address } from "../../../src/environment/values";
import { resourcesOf, theOnly } from "../services/synthesized";

const AUTHORITIES = ["server-ca", "client-ca", "request-header-ca", "etcd-peer-ca", "etcd-server-ca"];

function clusterPki() {
  const stack = new TerraformStack(Testing.app(), "pki");
  new TlsProvider(stack, "tls");
  new RandomProvider(stack, "random");
  const pki = new ClusterPki(stack, "cluster", {
    clusterName: "prod-medical-chutian",
    apiAddress: Ipv4Address.parse("10.16.0.20"),
  });
  return { stack, pki };
}

/** What a value will be in Terraform. */
function written(read: (pki: ClusterPki) => string): string {
  const { stack, pki } = clusterPki();
  new DataResource(stack, "reader", { input: { value: read(pki) } });
  return z.object({ value: z.string() }).parse(theOnly(stack, "terraform_data").input).value;
}

describe("the PKI of a cluster", () => {
  it("has five self-signed authorities for ten years, which no plan renews or destroys", () => {
    const { stack } = clusterPki();
    const authorities = resourcesOf(stack, "tls_self_signed_cert").map(({ block }) => block);
    expect(authorities).toHaveLength(5);
    for (const name of AUTHORITIES) {
      const privateKey: unknown = expect.stringMatching(
        new RegExp(`^\\$\\{tls_private_key\\.cluster_${name}_key_[0-9A-F]{8}\\.private_key_pem\\}$`),
      );
      expect(authorities).toContainEqual({
        subject: [{ common_name: `prod-medical-chutian ${name}` }],
        private_key_pem: privateKey,
        is_ca_certificate: true,
        set_subject_key_id: true,
        allowed_uses: ["cert_signing", "crl_signing", "digital_signature", "key_encipherment"],
        validity_period_hours: 87600,
        early_renewal_hours: 0,
        lifecycle: { prevent_destroy: true },
      });
    }
  });

  it("has keys on the curve P-256, and one RSA key that signs service accounts' tokens", () => {
    const { stack } = clusterPki();
    const keys = resourcesOf(stack, "tls_private_key");
    const protectedKeys = keys.filter(({ block }) => block.lifecycle !== undefined);
    expect(keys).toHaveLength(7);
    expect(protectedKeys).toHaveLength(6);
    expect(protectedKeys.map(({ block }) => block)).toContainEqual({
      algorithm: "RSA",
      rsa_bits: 2048,
      lifecycle: { prevent_destroy: true },
    });
    expect(keys.find(({ address }) => address.includes("administrator"))?.block).toEqual({
      algorithm: "ECDSA",
      ecdsa_curve: "P256",
    });
  });

  it("gives the first server every file of its authorities", () => {
    const { pki } = clusterPki();
    expect(Object.keys(pki.certificateAuthorities).sort()).toEqual([...CERTIFICATE_AUTHORITY_FILES].sort());
    expect(written(({ certificateAuthorities }) => certificateAuthorities["etcd/peer-ca.key"])).toMatch(
      /^\$\{tls_private_key\.cluster_etcd-peer-ca_key_[0-9A-F]{8}\.private_key_pem\}$/,
    );
    expect(written(({ certificateAuthorities }) => certificateAuthorities["service.key"])).toMatch(
      /^\$\{tls_private_key\.cluster_service-account-key_[0-9A-F]{8}\.private_key_pem\}$/,
    );
  });

  it("pins the server authority in the join tokens, of which agents have another than servers", () => {
    const token = (user: string, password: string) =>
      new RegExp(
        `^\\$\\{format\\("K10%s::%s:%s", sha256\\(tls_self_signed_cert\\.cluster_server-ca_certificate_\\w+\\.cert_pem\\), "${user}", random_password\\.cluster_${password}_\\w+\\.result\\)\\}$`,
      );
    expect(written(({ serverToken }) => serverToken)).toMatch(token("server", "server-token"));
    expect(written(({ agentToken }) => agentToken)).toMatch(token("node", "agent-token"));
  });

  it("keeps the tokens' passwords for good", () => {
    const { stack } = clusterPki();
    expect(resourcesOf(stack, "random_password").map(({ block }) => block)).toEqual(
      Array.from({ length: 2 }, () => ({ length: 48, special: false, lifecycle: { prevent_destroy: true } })),
    );
  });

  it("gives the administrator a certificate of the client authority for a year, renewed a month before its end", () => {
    const { stack } = clusterPki();
    expect(theOnly(stack, "tls_cert_request").subject).toEqual([
      { common_name: "prod-medical-chutian-administrator", organization: "system:masters" },
    ]);
    const certificate = theOnly(stack, "tls_locally_signed_cert");
    expect(certificate).toMatchObject({
      allowed_uses: ["digital_signature", "key_encipherment", "client_auth"],
      validity_period_hours: 8760,
      early_renewal_hours: 720,
    });
    expect(certificate.ca_cert_pem).toMatch(
      /^\$\{tls_self_signed_cert\.cluster_client-ca_certificate_\w+\.cert_pem\}$/,
    );
    expect(certificate).not.toHaveProperty("lifecycle");
  });

  it("lets the administrator reach the API server's address and know it by the server authority", () => {
    expect(clusterPki().pki.access.host).toBe("https://10.16.0.20:6443");
    expect(written(({ access }) => access.clusterCaCertificate)).toMatch(
      /^\$\{tls_self_signed_cert\.cluster_server-ca_certificate_\w+\.cert_pem\}$/,
    );
    expect(written(({ access }) => access.clientKey)).toMatch(
      /^\$\{tls_private_key\.cluster_administrator_key_\w+\.private_key_pem\}$/,
    );
  });
});
