import { SecretV1 } from "@cdktf/provider-kubernetes/lib/secret-v1";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "../../environment/environment";
import { gatewayCertificates } from "../../environment/gateway-certificates";
import type { CertificatesSpecification } from "../../environment/schema/certificates";
import type { ClusterSpecification } from "../../environment/schema/clusters";
import type { INamespace } from "../../constructs/kubernetes/namespace";
import type { KeyPair } from "../../constructs/pki/certificate-authority";
import { PLATFORM_AUTHORITY, type CertificateSource } from "../../constructs/platform/gateway-certificate";
import { recordSource } from "../../constructs/provenance";
import { MANAGED_BY_TERRAFORM } from "../../constructs/services/labels";
import { endpointUrl } from "../machine-needs";

/** Where the certificate of a cluster's gateway comes from. */
export function certificateSource(environment: Environment, cluster: ClusterSpecification): CertificateSource {
  const certificates = gatewayCertificates(environment.specification, cluster.zone);
  if (certificates.kind !== "acme") return { kind: certificates.kind };
  const { email, tsigKey, tsigAlgorithm } = certificates;
  return {
    kind: certificates.kind,
    directory: endpointUrl(environment, cluster, certificates.endpoint) + certificates.path,
    nameServer: acmeNameServer(environment, certificates),
    email,
    tsigKey,
    tsigAlgorithm,
  };
}

/** The name server, as `address:53`, that cert-manager changes and asks; undefined where no certificate comes by ACME. */
export function acmeNameServerOf(environment: Environment, cluster: ClusterSpecification): string | undefined {
  const certificates = gatewayCertificates(environment.specification, cluster.zone);
  return certificates.kind === "acme" ? acmeNameServer(environment, certificates) : undefined;
}

const DNS_PORT = 53;

function acmeNameServer(
  environment: Environment,
  { nameServer }: Extract<CertificatesSpecification, { kind: "acme" }>,
): string {
  const endpoint = environment.specification.externalEndpoints.find(({ id }) => id === nameServer);
  const [address] = endpoint?.addresses ?? [];
  if (!address) throw new Error(`certificates.internet.nameServer: unknown external endpoint ${nameServer}`);
  return `${address.first.toString()}:${DNS_PORT}`;
}

/** Gives a cluster what it issues certificates with in the name of the environment's authority, beside its gateway. */
export function addPlatformAuthority(scope: Construct, namespace: INamespace, issuer: KeyPair): ITerraformDependable {
  const secret = new SecretV1(scope, PLATFORM_AUTHORITY, {
    metadata: {
      name: PLATFORM_AUTHORITY,
      namespace: namespace.namespaceReference,
      labels: { ...MANAGED_BY_TERRAFORM },
    },
    type: "kubernetes.io/tls",
    data: { "tls.crt": issuer.certificate, "tls.key": issuer.privateKey },
  });
  recordSource(secret, ["certificates"]);
  return secret;
}
