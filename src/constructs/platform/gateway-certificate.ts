import type { ChartValues } from "../kubernetes/chart-values";
import type { Manifest } from "../kubernetes/manifests";

/** Secret, beside the gateway, of its certificate and key. */
export const GATEWAY_CERTIFICATE = "gateway-certificate";

const AUTHORITY = "gateway-authority";

/**
 * The gateway's certificate from an authority that cert-manager makes inside the cluster, whose key never leaves it. Clients
 * trust it once they are given the certificate in Secret `gateway-authority`.
 */
export function gatewayCertificate(namespace: string, hosts: readonly string[]): Manifest[] {
  const certManager = (kind: "Certificate" | "Issuer", name: string, spec: ChartValues): Manifest => ({
    apiVersion: "cert-manager.io/v1",
    kind,
    metadata: { name, namespace },
    spec,
  });
  const ecdsa = { algorithm: "ECDSA", size: 256, rotationPolicy: "Always" };
  return [
    certManager("Issuer", "self-signed", { selfSigned: {} }),
    certManager("Certificate", AUTHORITY, {
      isCA: true,
      commonName: AUTHORITY,
      secretName: AUTHORITY,
      duration: "87600h",
      // A new key would make an authority that no client trusts.
      privateKey: { ...ecdsa, rotationPolicy: "Never" },
      issuerRef: { name: "self-signed", kind: "Issuer" },
    }),
    certManager("Issuer", AUTHORITY, { ca: { secretName: AUTHORITY } }),
    certManager("Certificate", GATEWAY_CERTIFICATE, {
      secretName: GATEWAY_CERTIFICATE,
      dnsNames: hosts,
      duration: "2160h",
      renewBefore: "720h",
      privateKey: ecdsa,
      usages: ["digital signature", "key encipherment", "server auth"],
      issuerRef: { name: AUTHORITY, kind: "Issuer" },
    }),
  ];
}
