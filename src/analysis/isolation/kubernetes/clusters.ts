import type { Configuration } from "../../../terraform/configuration";
import type { Value } from "../../../terraform/symbolic-value";
import type { IntervalSet } from "../../sets/interval-set";
import { blocksIn, readAddresses } from "../model/arguments";
import type { Topology } from "../model/topology";

/** Pods run in what these types make. */
const WORKLOADS = [
  "kubernetes_deployment_v1",
  "kubernetes_stateful_set_v1",
  "kubernetes_daemon_set_v1",
  "kubernetes_job_v1",
  "kubernetes_cron_job_v1",
  "kubernetes_pod_v1",
];

/** The address of a cluster's API as a stack's provider has it, in the network where the API server stands. */
export function apiAddress(configuration: Configuration, stack: string, topology: Topology): IntervalSet | undefined {
  const [provider] = blocksIn(configuration.providerOf(stack, "kubernetes"));
  const host = hostAddress(provider?.host);
  if (!host) return undefined;
  const endpoint = [...topology.endpoints.values()].find(({ address }) => address.overlaps(host));
  return endpoint ? topology.loadBalancers.get(endpoint.loadBalancer)?.address : host;
}

function hostAddress(host: Value): IntervalSet | undefined {
  return typeof host === "string" ? readAddresses(/^https?:\/\/([\d.]+)/.exec(host)?.[1]) : undefined;
}

/** The namespaces of a stack in which pods run. */
export function namespacesWithPods(configuration: Configuration, stack: string): Set<string> {
  const names = WORKLOADS.flatMap((type) => configuration.ofType(type))
    .filter((resource) => resource.stack === stack)
    .flatMap((resource) => blocksIn(configuration.valueOf(resource, "metadata")))
    .map(({ namespace }) => namespace ?? "default");
  return new Set(names.filter((name) => typeof name === "string"));
}
