import type { IntervalSet } from "../../sets/interval-set";
import { ProductSet } from "../../sets/product-set";
import { ServiceSet } from "../../sets/service-set";
import type { Intent } from "../judgement/intent";
import { podName } from "../judgement/names";
import { hop, outsideWitness, podWitness } from "../judgement/pod-witness";
import type { Hop } from "../judgement/witness";
import type { Cluster, ServedGateway } from "../kubernetes/clusters";
import { attaches, type GatewayListener, type Route, type RouteBackend } from "../kubernetes/gateways";
import { foreignNamespace } from "../kubernetes/namespaces";
import { nodesOf } from "../kubernetes/nodes";
import type { Pods } from "../kubernetes/pod-classes";
import { targetsOf } from "../kubernetes/services";
import type { Paths } from "../reachability/paths";
import type { MachinesPlace } from "../reachability/places";
import type { ReceivingPods } from "./pod-ends";
import type { Step } from "./steps";

/** A port of a cluster's nodes that leads to pods. */
export interface Entrance {
  readonly key: string;
  readonly nodes: readonly MachinesPlace[];
  readonly nodePort: ServiceSet;
  /** Name of the pods at its end. */
  readonly leadsTo: string;
  /** The steps from a node to the pods, for clients of some addresses; undefined where a policy stops them. */
  readonly steps: (clients: IntervalSet, node: string) => Step[] | undefined;
}

/** The ways in from nodes to pods: by a gateway and its routes, or by a Service with a port on the nodes. */
export function entrancesTo(paths: Paths, intent: Intent, end: ReceivingPods): Entrance[] {
  const nodes = nodesOf(paths, end.cluster);
  return [
    ...end.cluster.gateways.flatMap((served) =>
      served.gateway.listeners.flatMap((listener) => byGateway(intent, nodes, end, served, listener)),
    ),
    ...byNodePort(intent, nodes, end),
  ];
}

/** What of the services passes from one pod to another; undefined when nothing does. */
export function podStep(
  cluster: Cluster,
  intent: Intent,
  from: Pods,
  to: Pods,
  services: ServiceSet,
  through: readonly Hop[],
): Step | undefined {
  const passing = cluster.filters.between(from, to).intersect(services);
  if (passing.isEmpty) return undefined;
  return {
    from: podName(cluster, from),
    to: podName(cluster, to),
    services: passing,
    witness: [...through, ...podWitness(cluster, intent, from, to, passing)],
  };
}

function byGateway(
  intent: Intent,
  nodes: readonly MachinesPlace[],
  end: ReceivingPods,
  served: ServedGateway,
  listener: GatewayListener,
): Entrance[] {
  const { cluster, pods } = end;
  const { gateway, proxies } = served;
  const { nodePort } = listener;
  if (!nodePort) return [];
  const what = `listener ${listener.name} takes ${nodePort.toString()} of every node with a proxy, as ${listener.services.toString()}`;
  const first = (clients: IntervalSet, node: string) =>
    enteringStep(cluster, intent, node, proxies, clients, listener.services, [hop(intent, gateway.origin, what)]);
  const entrance = { key: `${gateway.namespace}/${gateway.name} ${listener.name} ${pods.key}`, nodes, nodePort };
  const leadsTo = podName(cluster, pods);
  if (pods === proxies) {
    return [
      {
        ...entrance,
        leadsTo,
        steps: (clients, node) => {
          const step = first(clients, node);
          return step && !listener.services.intersect(end.services).isEmpty ? [step] : undefined;
        },
      },
    ];
  }
  return routesTo(intent, end, served, listener).map(({ services, through }) => ({
    ...entrance,
    leadsTo,
    steps: (clients, node) => {
      const step = first(clients, node);
      const next = podStep(cluster, intent, proxies, pods, services, [...through, ...end.through]);
      return step && next ? [step, next] : undefined;
    },
  }));
}

/** By which routes of a listener pods are met, and for what. */
function routesTo(
  intent: Intent,
  { cluster, pods, services: wanted }: ReceivingPods,
  { gateway }: ServedGateway,
  listener: GatewayListener,
): { readonly services: ServiceSet; readonly through: Hop[] }[] {
  const home = (name: string) => cluster.namespaces.find((each) => each.name === name) ?? foreignNamespace(name);
  return cluster.routes
    .filter((route) => attaches(route, gateway, listener, home(route.namespace)))
    .flatMap((route) => route.backends.map((backend) => ({ route, backend })))
    .flatMap(({ route, backend }) => backendsOf(intent, cluster, pods, route, backend))
    .map(({ services, through }) => ({ services: services.intersect(wanted), through }))
    .filter(({ services }) => !services.isEmpty);
}

function backendsOf(
  intent: Intent,
  cluster: Cluster,
  pods: Pods,
  route: Route,
  { namespace, service: name, port }: RouteBackend,
) {
  return cluster.services
    .filter((service) => service.namespace === namespace && service.name === name)
    .flatMap((service) =>
      service.ports
        .filter(({ services }) => port === undefined || !services.intersect(portOf(port)).isEmpty)
        .flatMap((each) => targetsOf(service, each, cluster.pods))
        .filter((target) => target.pods === pods)
        .map(({ services }) => ({
          services,
          through: [
            hop(intent, route.origin, `route ${route.name} leads to service ${name}`),
            hop(intent, service.origin, `leads to ${services.toString()}`),
          ],
        })),
    );
}

function byNodePort(intent: Intent, nodes: readonly MachinesPlace[], end: ReceivingPods): Entrance[] {
  const { cluster, pods, services: wanted, through } = end;
  return cluster.services.flatMap((service) =>
    service.ports.flatMap((port) => {
      const { nodePort } = port;
      if (!nodePort) return [];
      return targetsOf(service, port, cluster.pods)
        .filter((target) => target.pods === pods)
        .map(({ services }) => services.intersect(wanted))
        .filter((services) => !services.isEmpty)
        .map((services) => ({
          key: `${service.namespace}/${service.name} ${nodePort.toString()} ${pods.key}`,
          nodes,
          nodePort,
          leadsTo: podName(cluster, pods),
          steps: (clients: IntervalSet, node: string) => {
            const what = `takes ${nodePort.toString()} of every node, and leads to ${services.toString()}`;
            const hops = [hop(intent, service.origin, what), ...through];
            const step = enteringStep(cluster, intent, node, pods, clients, services, hops);
            return step && [step];
          },
        }));
    }),
  );
}

/** From a node into pods, if their policies let the clients in: behind a port of nodes they keep their addresses. */
function enteringStep(
  cluster: Cluster,
  intent: Intent,
  node: string,
  pods: Pods,
  clients: IntervalSet,
  services: ServiceSet,
  through: readonly Hop[],
): Step | undefined {
  const passing = cluster.filters.entering(pods).intersect(ProductSet.of(clients, services));
  if (passing.isEmpty) return undefined;
  return {
    from: node,
    to: podName(cluster, pods),
    services,
    witness: [...through, ...outsideWitness(cluster, intent, "ingress", pods, passing.keys, services)],
  };
}

function portOf(port: number): ServiceSet {
  return TRANSPORTS.reduce((sum, protocol) => sum.union(ServiceSet.ports(protocol, port)), ServiceSet.EMPTY);
}

/** TCP, UDP and SCTP: a route's backend names a port's number alone. */
const TRANSPORTS = [6, 17, 132];
