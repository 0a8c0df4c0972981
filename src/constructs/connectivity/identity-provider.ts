import type { Environment } from "../../environment/environment";
import { envoyGatewayProblem } from "../../environment/envoy-gateway-versions";
import type { ExternalEndpointSpecification } from "../../environment/schema/external-endpoints";
import type { ClusterZone } from "../../environment/schema/names";
import { externalEndpointsOf } from "./external-access";

/** The identity provider that a cluster trusts: the first that its zone reaches by a name. */
export function identityProviderOf(
  environment: Environment,
  { cloud, zone }: { readonly cloud: string; readonly zone: ClusterZone },
): ExternalEndpointSpecification | undefined {
  return externalEndpointsOf(environment, cloud)
    .map(({ endpoint }) => endpoint)
    .find(({ kind, access, host }) => kind === "oidc" && access[zone] !== undefined && host !== undefined);
}

/**
 * The cluster of a zone whose page for applications operators reach through its gateway. Undefined where there is none: without
 * `console`, and where the API server takes nobody's sign-in, as in a managed cluster.
 */
export function consoleClusterOf(environment: Environment, cloud: string, zone: ClusterZone) {
  const cluster = environment.clusterIn(cloud, zone);
  if (environment.specification.console === undefined || cluster?.kind !== "rke2") return undefined;
  return envoyGatewayProblem(cluster.version) === undefined ? cluster : undefined;
}
