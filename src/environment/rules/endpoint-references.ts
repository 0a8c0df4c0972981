import type { ClusterSpecification } from "../schema/clusters";
import type { ExternalEndpointSpecification } from "../schema/external-endpoints";
import type { Fault } from "../yaml";
import { fault, list, unknownName, type Path, type RuleContext } from "./rule";

/** What a value that names an external endpoint asks of it. */
export interface EndpointDemand {
  readonly kind: ExternalEndpointSpecification["kind"];
  /** Such an endpoint in a message: `an object store`. */
  readonly noun: string;

  /**
   * Why it may not stand in the cluster's own cloud: the end of a message.
   * @default - it may
   */
  readonly elsewhere?: string;
}

/** Why a cluster cannot use the external endpoint that a value names; the first reason alone. */
export function endpointFaults(
  context: RuleContext,
  path: Path,
  given: string,
  cluster: ClusterSpecification,
  { kind, noun, elsewhere }: EndpointDemand,
): Fault[] {
  const { externalEndpoints } = context.specification;
  const candidates = externalEndpoints.filter((endpoint) => endpoint.kind === kind).map(({ id }) => id);
  const endpoint = externalEndpoints.find(({ id }) => id === given);
  if (!endpoint) return unknownName(context, path, `the id of an external endpoint of kind ${kind}`, given, candidates);
  const refused = (expected: string) => [fault(context, path, `got ${given}${expected}`)];
  if (endpoint.kind !== kind) {
    return refused(
      ` of kind ${endpoint.kind}, expected an external endpoint of kind ${kind}: ${list(candidates) || "there is none"}`,
    );
  }
  if (elsewhere !== undefined && endpoint.hostedIn === cluster.cloud) {
    return refused(`, which ${cluster.cloud} itself hosts, expected ${noun} elsewhere: ${elsewhere}`);
  }
  if (endpoint.access[cluster.zone] === undefined) {
    return refused(
      `, expected ${noun} that zone ${cluster.zone} may reach: its access names ${list(Object.keys(endpoint.access))}`,
    );
  }
  if (endpoint.clouds !== undefined && !endpoint.clouds.includes(cluster.cloud)) {
    return refused(`, expected ${noun} that ${cluster.cloud} uses: its clouds are ${list(endpoint.clouds)}`);
  }
  return [];
}

/** The fault of an endpoint without the host name by which pods call it and check its certificate. */
export function hostFaults(context: RuleContext, path: Path, given: string): Fault[] {
  const endpoint = context.specification.externalEndpoints.find(({ id }) => id === given);
  if (!endpoint || endpoint.host !== undefined) return [];
  return [fault(context, path, `got ${given} without a host, expected one: pods call it by its name`)];
}
