import { endpointFaults, hostFaults } from "./endpoint-references";
import { fault, type Rule } from "./rule";

/** Clusters whose gateways get certificates by ACME reach the authority, and the name server that it asks. */
export const acmeCertificates: Rule = (context) => {
  const { certificates, clusters, externalEndpoints } = context.specification;
  const acme = certificates?.internet;
  if (acme?.kind !== "acme") return [];
  const cluster = clusters.find(({ zone }) => zone === "internet");
  if (!cluster) return [];
  const path = ["certificates", "internet"];
  const authority = endpointFaults(context, [...path, "endpoint"], acme.endpoint, cluster, {
    kind: "acme",
    noun: "an authority that speaks ACME",
  });
  const nameServer = endpointFaults(context, [...path, "nameServer"], acme.nameServer, cluster, {
    kind: "service",
    noun: "a name server",
  });
  const throughExchange = [
    { key: "endpoint", id: acme.endpoint },
    { key: "nameServer", id: acme.nameServer },
  ]
    .filter(({ id }) =>
      externalEndpoints.some((endpoint) => endpoint.id === id && endpoint.access.internet === "exchange"),
    )
    .map(({ key, id }) =>
      fault(
        context,
        [...path, key],
        `got ${id}, which zone internet reaches through the exchange, expected one with access direct or cloud`,
      ),
    );
  return [
    ...(authority.length > 0 ? authority : hostFaults(context, [...path, "endpoint"], acme.endpoint)),
    ...nameServer,
    ...throughExchange,
  ];
};
