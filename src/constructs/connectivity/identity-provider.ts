import { hasConsole } from "../../environment/operator-hosts";
import type { Environment } from "../../environment/environment";
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

/** The cluster of a zone whose page for applications operators reach through its gateway. Undefined where there is none. */
export function consoleClusterOf(environment: Environment, cloud: string, zone: ClusterZone) {
  const cluster = environment.clusterIn(cloud, zone);
  return cluster && hasConsole(environment.specification, cluster) ? cluster : undefined;
}
