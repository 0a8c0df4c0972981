import type { Resource } from "../../../terraform/configuration";
import type { Value } from "../../../terraform/symbolic-value";
import type { IntervalSet } from "../../sets/interval-set";
import { blocksIn, describe, readAddresses, type Arguments } from "../model/arguments";
import type { Topology } from "../model/topology";
import { knownText } from "./label-selectors";
import { proxyPods, readGateways, type Gateway, type Route } from "./gateways";
import { foreignNamespace, NAMESPACE_NAME_LABEL, readNamespaces, type PodNamespace } from "./namespaces";
import { anyPodOf, OTHER_NAMESPACES, workloadClasses, type Pods } from "./pod-classes";
import { PodFilters } from "./pod-filters";
import type { PodPolicy, PolicyRule } from "./policies";
import { readServices, type PodService } from "./services";
import { readWorkloads, type Workload } from "./workloads";

/** What some stacks put into one Kubernetes cluster. */
export interface Cluster {
  /** What the names of its stacks begin with. */
  readonly name: string;
  readonly stacks: ReadonlySet<string>;
  /** Those that the stacks make, and those that their policies name. */
  readonly namespaces: readonly PodNamespace[];
  readonly pods: readonly Pods[];
  /** Workloads whose pods have the network of their nodes. */
  readonly onHost: readonly Workload[];
  readonly services: readonly PodService[];
  readonly gateways: readonly ServedGateway[];
  readonly routes: readonly Route[];
  readonly policies: readonly PodPolicy[];
  readonly filters: PodFilters;
  /** The address of its API, in the network where the API server stands; undefined when it is not known. */
  readonly api: IntervalSet | undefined;
}

/** A gateway, and the class of its proxies' pods. */
export interface ServedGateway {
  readonly gateway: Gateway;
  readonly proxies: Pods;
}

/** Reads the clusters. Stacks whose provider talks to one API server fill one cluster. */
export function readClusters(given: Arguments, topology: Topology, policies: readonly PodPolicy[]): Cluster[] {
  const byApi = new Map<string, Set<string>>();
  for (const stack of stacksWithObjects(given)) {
    const host = hostOf(given, stack);
    const api = host === undefined ? `stack ${stack}` : describe(host);
    byApi.set(api, (byApi.get(api) ?? new Set()).add(stack));
  }
  return [...byApi.values()].map((stacks) => readCluster(given, topology, policies, stacks));
}

function readCluster(
  given: Arguments,
  topology: Topology,
  allPolicies: readonly PodPolicy[],
  stacks: ReadonlySet<string>,
): Cluster {
  const policies = allPolicies.filter(({ origin }) => stacks.has(origin.stack));
  const made = readNamespaces(given, stacks);
  const workloads = readWorkloads(given, stacks);
  const releases = releasesIn(given, stacks);
  const namespaces = new Map(made.map((namespace) => [namespace.name, namespace]));
  const named = [
    ...policies.flatMap(({ namespace, ingress, egress }) => [namespace, ...[...ingress, ...egress].flatMap(namesOf)]),
    ...workloads.map(({ namespace }) => namespace),
    ...releases.keys(),
    OTHER_NAMESPACES,
  ];
  for (const name of named) if (!namespaces.has(name)) namespaces.set(name, foreignNamespace(name));
  const namespaceOf = (name: string) => namespaces.get(name) ?? foreignNamespace(name);
  const classes = workloadClasses(
    workloads.filter(({ isOnHost }) => !isOnHost),
    namespaceOf,
  );
  const described = new Set(workloads.map(({ namespace }) => namespace));
  const others = [...namespaces.values()].filter(({ name }) => releases.has(name) || !described.has(name));
  const { gateways, routes } = readGateways(given, stacks, releases);
  const served = gateways.map((gateway) => ({ gateway, proxies: proxyPods(gateway, namespaceOf(gateway.namespace)) }));
  const [first = ""] = stacks;
  return {
    name: commonStart([...stacks]),
    stacks,
    namespaces: [...namespaces.values()],
    pods: [
      ...classes,
      ...served.map(({ proxies }) => proxies),
      ...others.map((namespace) =>
        anyPodOf(namespace, releases.get(namespace.name) ?? (namespace.origin ? [namespace.origin] : [])),
      ),
    ],
    onHost: workloads.filter(({ isOnHost }) => isOnHost),
    services: readServices(given, stacks),
    gateways: served,
    routes,
    policies,
    filters: new PodFilters(policies, "cilium"),
    api: apiAddress(given, first, topology),
  };
}

/** In the order of the stacks. */
function stacksWithObjects({ configuration }: Arguments): Set<string> {
  return new Set(
    configuration.resources
      .filter(({ type, mode }) => mode === "managed" && (type.startsWith("kubernetes_") || type === "helm_release"))
      .map(({ stack }) => stack),
  );
}

function hostOf({ configuration }: Arguments, stack: string): Value {
  const [kubernetes] = blocksIn(configuration.providerOf(stack, "kubernetes"));
  const [helm] = blocksIn(configuration.providerOf(stack, "helm"));
  return kubernetes?.host ?? blocksIn(helm?.kubernetes)[0]?.host;
}

function apiAddress(given: Arguments, stack: string, topology: Topology): IntervalSet | undefined {
  const host = hostOf(given, stack);
  const address = typeof host === "string" ? readAddresses(/^https?:\/\/([\d.]+)/.exec(host)?.[1]) : undefined;
  if (!address) return undefined;
  const endpoint = [...topology.endpoints.values()].find((each) => each.address.overlaps(address));
  return endpoint ? topology.loadBalancers.get(endpoint.loadBalancer)?.address : address;
}

/** The releases of charts by their namespace. One whose namespace is not known is reported. */
function releasesIn(given: Arguments, stacks: ReadonlySet<string>): Map<string, Resource[]> {
  const releases = new Map<string, Resource[]>();
  for (const release of given.configuration.ofType("helm_release")) {
    if (!stacks.has(release.stack)) continue;
    const namespace = knownText(given.value(release, "namespace") ?? "default");
    if (namespace === undefined) given.report(release, "its namespace is not known, so nothing is said about its pods");
    else releases.set(namespace, [...(releases.get(namespace) ?? []), release]);
  }
  return releases;
}

/** The namespaces that a rule names. */
function namesOf({ peers }: PolicyRule): string[] {
  return (peers ?? []).flatMap((peer) =>
    peer.kind === "pods" ? (peer.namespaces?.valuesOf(NAMESPACE_NAME_LABEL) ?? []) : [],
  );
}

/** `prod-medical` of `prod-medical-platform` and `prod-medical-services`. */
function commonStart(names: readonly string[]): string {
  const [first = [], ...others] = names.map((name) => name.split("-"));
  const differs = first.findIndex((part, index) => others.some((other) => other[index] !== part));
  const shared = differs < 0 ? first : first.slice(0, differs);
  return shared.join("-") || (names[0] ?? "");
}
