import type { CertificatesSpecification } from "./schema/certificates";
import type { EnvironmentSpecification } from "./schema/environment";
import type { ClusterZone } from "./schema/names";

/**
 * How the gateways of a zone come by their certificates. Where the YAML does not say it: given, if it names the authority that
 * signs them, else each cluster signs its own.
 */
export function gatewayCertificates(
  { certificates, servicesCertificateAuthority }: EnvironmentSpecification,
  zone: ClusterZone,
): CertificatesSpecification {
  return certificates?.[zone] ?? { kind: servicesCertificateAuthority === undefined ? "cluster" : "given" };
}

/** Whether any gateway has a certificate of the environment's own authority for services. */
export function hasServicesAuthority(specification: EnvironmentSpecification): boolean {
  return specification.clusters.some(({ zone }) => gatewayCertificates(specification, zone).kind === "authority");
}
