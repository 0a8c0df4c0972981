import type { z } from "zod";
import type { Resource } from "../../../terraform/configuration";
import { PROTOCOL_NUMBERS, ServiceSet } from "../../sets/service-set";
import type { Arguments } from "../model/arguments";
import {
  envoyProxySchema,
  gatewayClassSchema,
  gatewayObjects,
  gatewaySchema,
  routeSchema,
  type GatewayObject,
} from "./gateway-objects";
import { LabelSelector } from "./label-selectors";
import type { PodNamespace } from "./namespaces";
import type { Pods } from "./pod-classes";

/** A Gateway (gateway.networking.k8s.io) as Envoy Gateway serves it. */
export interface Gateway {
  readonly name: string;
  readonly namespace: string;
  readonly origin: Resource;
  readonly listeners: readonly GatewayListener[];
}

export interface GatewayListener {
  readonly name: string;
  /** On every node that has a proxy; undefined where the gateway opens none that is known. */
  readonly nodePort: ServiceSet | undefined;
  /** Of the proxies' pods. */
  readonly services: ServiceSet;
  /** The namespaces whose routes attach. */
  readonly namespaces: "own" | LabelSelector;
}

/** A route that leads what enters by listeners of a gateway to Services. */
export interface Route {
  readonly name: string;
  readonly namespace: string;
  readonly origin: Resource;
  readonly parents: readonly RouteParent[];
  readonly backends: readonly RouteBackend[];
}

export interface RouteParent {
  readonly namespace: string;
  readonly gateway: string;
  /** Undefined: every listener. */
  readonly listener: string | undefined;
}

export interface RouteBackend {
  readonly namespace: string;
  readonly service: string;
  /** Undefined: every port. */
  readonly port: number | undefined;
}

export interface Gateways {
  readonly gateways: readonly Gateway[];
  readonly routes: readonly Route[];
}

const ROUTE_KINDS = ["HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute"];
const TCP = PROTOCOL_NUMBERS.get("tcp") ?? 0;
const UDP = PROTOCOL_NUMBERS.get("udp") ?? 0;

/** Envoy Gateway's proxies are not root, so a privileged port of a listener is another one in their pods. */
const PRIVILEGED_PORTS = 1024;
const PRIVILEGED_SHIFT = 10_000;

/** Labels that Envoy Gateway gives its proxies. */
const OWNING_GATEWAY = "gateway.envoyproxy.io/owning-gateway-name";
const OWNING_NAMESPACE = "gateway.envoyproxy.io/owning-gateway-namespace";

/** The gateways and routes of some stacks. */
export function readGateways(
  given: Arguments,
  stacks: ReadonlySet<string>,
  releases: ReadonlyMap<string, readonly Resource[]>,
): Gateways {
  const objects = gatewayObjects(given, stacks, releases);
  return {
    gateways: objects
      .filter(({ kind }) => kind === "Gateway")
      .flatMap((found) => {
        const read = readAs(given, found, gatewaySchema);
        return read
          ? [readGateway(given, found, read.spec.listeners, nodePortsOf(objects, read.spec.gatewayClassName))]
          : [];
      }),
    routes: objects
      .filter(({ kind }) => ROUTE_KINDS.includes(kind))
      .flatMap((found) => {
        const read = readAs(given, found, routeSchema);
        return read ? [readRoute(found, read.spec)] : [];
      }),
  };
}

/**
 * The pods of a gateway's proxies. Envoy Gateway runs them in its own namespace, which is taken for the gateway's; it may give
 * them further labels.
 */
export function proxyPods({ name, namespace, origin, listeners }: Gateway, home: PodNamespace): Pods {
  const full = `${namespace}/${name}`;
  return {
    key: `gateway ${full}`,
    namespace: home.name,
    namespaceLabels: home.labels,
    unknownNamespaceLabels: home.unknownLabels,
    labels: new Map([
      [OWNING_GATEWAY, name],
      [OWNING_NAMESPACE, namespace],
    ]),
    unknownLabels: "any",
    namedPorts: new Map(listeners.map((listener) => [listener.name, listener.services])),
    name: full,
    names: [full],
    origins: [origin],
    isAnyPod: false,
  };
}

/** Whether a route attaches to a listener of a gateway. */
export function attaches(route: Route, gateway: Gateway, listener: GatewayListener, home: PodNamespace): boolean {
  const isNamed = route.parents.some(
    (parent) =>
      parent.namespace === gateway.namespace &&
      parent.gateway === gateway.name &&
      (parent.listener ?? listener.name) === listener.name,
  );
  if (!isNamed) return false;
  return listener.namespaces === "own"
    ? route.namespace === gateway.namespace
    : listener.namespaces.selects(home.labels, home.unknownLabels) !== "no";
}

function readAs<Schema extends z.ZodType>(
  given: Arguments,
  { origin, kind, name, object }: GatewayObject,
  schema: Schema,
): z.output<Schema> | undefined {
  const read = schema.safeParse(object);
  if (read.success) return read.data;
  given.report(origin, `${kind} ${name} is not read`);
  return undefined;
}

type WrittenListener = z.output<typeof gatewaySchema>["spec"]["listeners"][number];

function readGateway(
  given: Arguments,
  { name, namespace, origin }: GatewayObject,
  listeners: readonly WrittenListener[],
  nodePorts: ReadonlyMap<number, number>,
): Gateway {
  return {
    name,
    namespace,
    origin,
    listeners: listeners.map((listener) => {
      const { port } = listener;
      const protocol = listener.protocol === "UDP" ? UDP : TCP;
      const nodePort = nodePorts.get(port);
      return {
        name: listener.name,
        nodePort: nodePort === undefined ? undefined : ServiceSet.ports(protocol, nodePort),
        services: ServiceSet.ports(protocol, port < PRIVILEGED_PORTS ? port + PRIVILEGED_SHIFT : port),
        namespaces: allowedNamespaces(given, origin, listener),
      };
    }),
  };
}

/** Without a word routes of the gateway's own namespace attach. */
function allowedNamespaces(
  given: Arguments,
  origin: Resource,
  { allowedRoutes }: WrittenListener,
): GatewayListener["namespaces"] {
  const { from = "Same", selector } = allowedRoutes?.namespaces ?? {};
  if (from === "All") return LabelSelector.EVERYTHING;
  if (from !== "Selector") return "own";
  return LabelSelector.read(given, origin, "allowedRoutes", {
    match_labels: selector?.matchLabels,
    match_expressions: selector?.matchExpressions,
  });
}

/** By the listener's port: the ports of nodes that the EnvoyProxy of a gateway's class gives its Service. */
function nodePortsOf(objects: readonly GatewayObject[], className: string): Map<number, number> {
  const found = objects.find(({ kind, name }) => kind === "GatewayClass" && name === className);
  const parameters = gatewayClassSchema.safeParse(found?.object).data?.spec.parametersRef;
  const proxy = objects.find(
    ({ kind, name, namespace }) =>
      kind === "EnvoyProxy" && name === parameters?.name && namespace === (parameters.namespace ?? namespace),
  );
  const ports = envoyProxySchema.safeParse(proxy?.object).data?.spec.provider.kubernetes.envoyService.patch.value.spec
    .ports;
  return new Map((ports ?? []).flatMap(({ port, nodePort }) => (nodePort === undefined ? [] : [[port, nodePort]])));
}

function readRoute(
  { name, namespace, origin }: GatewayObject,
  { parentRefs = [], rules = [] }: z.output<typeof routeSchema>["spec"],
): Route {
  return {
    name,
    namespace,
    origin,
    parents: parentRefs.map((parent) => ({
      namespace: parent.namespace ?? namespace,
      gateway: parent.name,
      listener: parent.sectionName,
    })),
    backends: rules
      .flatMap(({ backendRefs = [] }) => backendRefs)
      .filter(({ kind = "Service" }) => kind === "Service")
      .map((backend) => ({ namespace: backend.namespace ?? namespace, service: backend.name, port: backend.port })),
  };
}
