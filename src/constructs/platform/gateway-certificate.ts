import type { AcmeSpecification } from "../../environment/schema/certificates";
import type { ChartValues } from "../kubernetes/chart-values";
import type { Manifest } from "../kubernetes/manifests";

/** Secret, beside the gateway, of its certificate and key. */
export const GATEWAY_CERTIFICATE = "gateway-certificate";

/** Secret, beside the gateway, of the certificate and key by which this cluster issues in the name of the environment's authority. */
export const PLATFORM_AUTHORITY = "platform-authority";

/** Secret, beside the gateway, of the key for updates of the domain's name server. */
const ACME_DNS = { name: "acme-dns", key: "tsig-secret" };

const AUTHORITY = "gateway-authority";

/** An authority that speaks ACME, and the name server in which it wants to see a record. */
export interface AcmeAuthority extends Pick<AcmeSpecification, "email" | "tsigKey" | "tsigAlgorithm"> {
  readonly kind: "acme";
  /** URL of its directory. */
  readonly directory: string;
  /** Address and port of the name server, such as `100.100.0.53:53`. */
  readonly nameServer: string;
}

/**
 * Where a gateway's certificate comes from: an operator puts it there (`given`); the environment's authority signs it by the
 * Secret `platform-authority` (`authority`); an authority that the cluster makes (`cluster`); an authority outside (`acme`).
 */
export type CertificateSource = { readonly kind: "given" | "authority" | "cluster" } | AcmeAuthority;

/** What cert-manager needs to make the gateway's certificate: nothing where an operator puts it there. */
export function gatewayCertificate(namespace: string, hosts: readonly string[], source: CertificateSource): Manifest[] {
  switch (source.kind) {
    case "given":
      return [];
    case "authority":
      return [
        certManager(namespace, "Issuer", PLATFORM_AUTHORITY, { ca: { secretName: PLATFORM_AUTHORITY } }),
        certificate(namespace, hosts, PLATFORM_AUTHORITY),
      ];
    case "cluster":
      return [...ownAuthority(namespace), certificate(namespace, hosts, AUTHORITY)];
    case "acme":
      return [acmeIssuer(namespace, source), certificate(namespace, hosts, source.kind)];
  }
}

/** Issuers stand beside the gateway: nobody else in the cluster gets a certificate of them. */
function certManager(namespace: string, kind: "Certificate" | "Issuer", name: string, spec: ChartValues): Manifest {
  return { apiVersion: "cert-manager.io/v1", kind, metadata: { name, namespace }, spec };
}

const ECDSA = { algorithm: "ECDSA", size: 256, rotationPolicy: "Always" };

function certificate(namespace: string, hosts: readonly string[], issuer: string): Manifest {
  return certManager(namespace, "Certificate", GATEWAY_CERTIFICATE, {
    secretName: GATEWAY_CERTIFICATE,
    dnsNames: hosts,
    duration: "2160h",
    renewBefore: "720h",
    privateKey: ECDSA,
    usages: ["digital signature", "key encipherment", "server auth"],
    issuerRef: { name: issuer, kind: "Issuer" },
  });
}

/**
 * An authority that cert-manager makes inside the cluster, whose key never leaves it. Clients trust it once they are given the
 * certificate in Secret `gateway-authority`.
 */
function ownAuthority(namespace: string): Manifest[] {
  return [
    certManager(namespace, "Issuer", "self-signed", { selfSigned: {} }),
    certManager(namespace, "Certificate", AUTHORITY, {
      isCA: true,
      commonName: AUTHORITY,
      secretName: AUTHORITY,
      duration: "87600h",
      // A new key would make an authority that no client trusts.
      privateKey: { ...ECDSA, rotationPolicy: "Never" },
      issuerRef: { name: "self-signed", kind: "Issuer" },
    }),
    certManager(namespace, "Issuer", AUTHORITY, { ca: { secretName: AUTHORITY } }),
  ];
}

function acmeIssuer(namespace: string, { kind, directory, email, ...dns }: AcmeAuthority): Manifest {
  return certManager(namespace, "Issuer", kind, {
    acme: {
      server: directory,
      email,
      privateKeySecretRef: { name: "acme-account" },
      solvers: [
        {
          dns01: {
            rfc2136: {
              nameserver: dns.nameServer,
              tsigKeyName: dns.tsigKey,
              tsigAlgorithm: dns.tsigAlgorithm,
              tsigSecretSecretRef: ACME_DNS,
            },
          },
        },
      ],
    },
  });
}
