import type { Environment } from "../../environment/environment";
import { gatewayCertificates } from "../../environment/gateway-certificates";
import type { ClusterSpecification } from "../../environment/schema/clusters";
import type { ExternalEndpointSpecification } from "../../environment/schema/external-endpoints";
import type { Connection } from "./connection";
import { externalEndpointsOf } from "./external-access";
import { consoleClusterOf, identityProviderOf } from "./identity-provider";

/** An external endpoint that pods of the platform itself use on a cluster's workers. */
export interface PlatformNeed {
  readonly endpoint: ExternalEndpointSpecification;
  /** What for: part of the rules' descriptions. */
  readonly need: string;
  readonly path: Connection["path"];
}

/** What the platform's pods of a cluster reach outside, once each. An endpoint that the cloud does not use yields nothing. */
export function platformNeeds(environment: Environment, cluster: ClusterSpecification): PlatformNeed[] {
  const { secretStore } = environment.specification;
  const certificates = gatewayCertificates(environment.specification, cluster.zone);
  const signIn = identityProviderOf(environment, cluster);
  const wanted = [
    ...(secretStore?.kind === "vault" ? [{ id: secretStore.endpoint, need: "secrets", path: ["secretStore"] }] : []),
    ...(cluster.backups
      ? [
          {
            id: cluster.backups.endpoint,
            need: "backups",
            path: ["clusters", environment.specification.clusters.indexOf(cluster), "backups"],
          },
        ]
      : []),
    ...(signIn && consoleClusterOf(environment, cluster.cloud, cluster.zone)
      ? [{ id: signIn.id, need: "console sign-in", path: ["console"] }]
      : []),
    ...(certificates.kind === "acme"
      ? [certificates.endpoint, certificates.nameServer].map((id) => ({
          id,
          need: "certificates",
          path: ["certificates", cluster.zone],
        }))
      : []),
  ];
  return wanted.flatMap(({ id, need, path }) =>
    externalEndpointsOf(environment, cluster.cloud)
      .filter(({ endpoint }) => endpoint.id === id)
      .map(({ endpoint }) => ({ endpoint, need, path })),
  );
}
