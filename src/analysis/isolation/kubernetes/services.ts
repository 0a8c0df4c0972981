import type { Resource } from "../../../terraform/configuration";
import type { Value, ValueRecord } from "../../../terraform/symbolic-value";
import { IntervalSet } from "../../sets/interval-set";
import { ANY_ADDRESS } from "../../sets/ipv4-addresses";
import { PROTOCOL_NUMBERS, ServiceSet } from "../../sets/service-set";
import { blocksIn, numberOf, readAddresses, type Arguments } from "../model/arguments";
import { knownText, LabelSelector } from "./label-selectors";
import type { Pods } from "./pod-classes";

/** A Service: a name by which pods find other pods, or addresses outside of the cluster. */
export interface PodService {
  readonly name: string;
  readonly namespace: string;
  readonly origin: Resource;
  /** Undefined without one: then {@link endpoints} tell where it leads. */
  readonly selector: LabelSelector | undefined;
  readonly ports: readonly ServicePort[];
  /** Addresses to which one without a selector leads. */
  readonly endpoints: readonly ServiceEndpoint[];
}

export interface ServicePort {
  readonly name: string;
  readonly protocol: number;
  /** As which clients ask for it. */
  readonly services: ServiceSet;
  /** Of the pods: a number, or the name that they give it; undefined when it is not known, so that it may be every port. */
  readonly target: number | string | undefined;
  /** On every node; undefined where it is not opened there. */
  readonly nodePort: ServiceSet | undefined;
}

export interface ServiceEndpoint {
  readonly origin: Resource;
  readonly addresses: IntervalSet;
  /** By the name of the Service's port. */
  readonly ports: ReadonlyMap<string, ServiceSet>;
}

export const SERVICE_TYPES: readonly string[] = ["kubernetes_service_v1", "kubernetes_service"];
export const SLICE_TYPES: readonly string[] = ["kubernetes_endpoint_slice_v1"];

/** The label by which a slice of endpoints names its Service. */
const SERVICE_NAME_LABEL = "kubernetes.io/service-name";

/** From which a cluster takes the ports that nobody chose (`--service-node-port-range` of the API server, its default). */
const NODE_PORTS = [30000, 32767] as const;
const LAST_PORT = 65535;

/** The Services of some stacks. One whose name or namespace is not known is reported and left out. */
export function readServices(given: Arguments, stacks: ReadonlySet<string>): PodService[] {
  const slices = objects(given, stacks, SLICE_TYPES);
  return objects(given, stacks, SERVICE_TYPES).flatMap(({ origin, metadata }) => {
    const name = knownText(metadata.name);
    const namespace = knownText(metadata.namespace ?? "default");
    const [spec] = given.blocks(origin, "spec");
    if (name === undefined || namespace === undefined || !spec) {
      given.report(origin, "its name or namespace is not known, so nothing is said about where it leads");
      return [];
    }
    const hasNodePorts = spec.type === "NodePort" || spec.type === "LoadBalancer";
    return [
      {
        name,
        namespace,
        origin,
        selector:
          spec.selector === undefined
            ? undefined
            : LabelSelector.read(given, origin, "selector", { match_labels: spec.selector }),
        ports: blocksIn(spec.port).flatMap((port) => readPort(port, hasNodePorts)),
        endpoints: slices
          .filter(
            (slice) =>
              knownText(slice.metadata.namespace ?? "default") === namespace &&
              knownText(labelsOf(slice.metadata)[SERVICE_NAME_LABEL]) === name,
          )
          .map((slice) => readSlice(given, slice.origin)),
      },
    ];
  });
}

/** Pods behind one of a Service's ports, and what they are asked for there. */
export interface ServiceTarget {
  readonly pods: Pods;
  readonly services: ServiceSet;
}

/** The pods of a cluster to which a Service leads by one of its ports. */
export function targetsOf(
  service: PodService,
  { target, protocol }: ServicePort,
  pods: readonly Pods[],
): ServiceTarget[] {
  const { selector, namespace } = service;
  if (!selector || selector.isEmpty) return [];
  return pods
    .filter((each) => each.namespace === namespace && selector.selects(each.labels, each.unknownLabels) !== "no")
    .map((each) => ({ pods: each, services: targetPort(each, target, protocol) }))
    .filter(({ services }) => !services.isEmpty);
}

function targetPort({ namedPorts }: Pods, target: ServicePort["target"], protocol: number): ServiceSet {
  if (typeof target === "number") return ServiceSet.ports(protocol, target);
  if (target === undefined || namedPorts === "any") return ServiceSet.ports(protocol, 1, LAST_PORT);
  return (namedPorts.get(target) ?? ServiceSet.EMPTY).intersect(ServiceSet.protocol(protocol));
}

function readPort(written: ValueRecord, hasNodePorts: boolean): ServicePort[] {
  const port = numberOf(written.port);
  const protocol = PROTOCOL_NUMBERS.get((knownText(written.protocol ?? "TCP") ?? "").toLowerCase());
  if (port === undefined || protocol === undefined) return [];
  const target = written.target_port === "" || written.target_port === undefined ? port : written.target_port;
  const nodePort = numberOf(written.node_port);
  const open = nodePort === undefined || nodePort === 0 ? NODE_PORTS : [nodePort, nodePort];
  return [
    {
      name: knownText(written.name) ?? "",
      protocol,
      services: ServiceSet.ports(protocol, port),
      target: numberOf(target) ?? knownText(target),
      nodePort: hasNodePorts ? ServiceSet.ports(protocol, open[0], open[1]) : undefined,
    },
  ];
}

function readSlice(given: Arguments, origin: Resource): ServiceEndpoint {
  const addresses = given
    .blocks(origin, "endpoint")
    .flatMap(({ addresses: written }) => (Array.isArray(written) ? (written as readonly Value[]) : [written]));
  const ports = given.blocks(origin, "port").flatMap(({ name, port, protocol }) => {
    const number = PROTOCOL_NUMBERS.get((knownText(protocol ?? "TCP") ?? "").toLowerCase());
    const first = numberOf(port);
    if (number === undefined) return [];
    return [
      [
        knownText(name) ?? "",
        first === undefined ? ServiceSet.protocol(number) : ServiceSet.ports(number, first),
      ] as const,
    ];
  });
  return {
    origin,
    addresses: IntervalSet.union(addresses.map((address) => readAddresses(address) ?? ANY_ADDRESS)),
    ports: new Map(ports),
  };
}

interface WrittenObject {
  readonly origin: Resource;
  readonly metadata: ValueRecord;
}

function objects(given: Arguments, stacks: ReadonlySet<string>, types: readonly string[]): WrittenObject[] {
  return types
    .flatMap((type) => given.configuration.ofType(type))
    .filter(({ stack }) => stacks.has(stack))
    .map((origin) => ({ origin, metadata: given.blocks(origin, "metadata")[0] ?? {} }));
}

function labelsOf({ labels }: ValueRecord): ValueRecord {
  return blocksIn(labels)[0] ?? {};
}
