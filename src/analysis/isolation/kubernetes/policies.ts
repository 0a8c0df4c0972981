import type { Resource } from "../../../terraform/configuration";
import { isPartlyUnknown, type Value, type ValueRecord } from "../../../terraform/symbolic-value";
import { IntervalSet } from "../../sets/interval-set";
import { ANY_ADDRESS } from "../../sets/ipv4-addresses";
import { PROTOCOL_NUMBERS, ServiceSet } from "../../sets/service-set";
import { areKnownBlocks, blocksIn, describe, numberOf, type Arguments } from "../model/arguments";
import { LabelSelector } from "./label-selectors";

/** A NetworkPolicy (networking.k8s.io/v1) as it is written; {@link PodFilters} tells what it does. */
export interface PodPolicy {
  readonly origin: Resource;
  readonly namespace: string;
  readonly podSelector: LabelSelector;
  /** Whether it selects every pod of its namespace. */
  readonly selectsAll: boolean;
  /** Directions in which the pods that it selects may do only what policies allow. */
  readonly isolates: PolicyDirections;
  /** Directions in which its rules may count; not those of {@link isolates} alone when its types are not known. */
  readonly grants: PolicyDirections;
  readonly ingress: readonly PolicyRule[];
  readonly egress: readonly PolicyRule[];
}

/** Which of both directions a policy is about. */
export interface PolicyDirections {
  readonly ingress: boolean;
  readonly egress: boolean;
}

/** What one rule lets pass: any of the ports with any of the peers. */
export interface PolicyRule {
  /** Undefined: with everybody, in the cluster and outside. */
  readonly peers: readonly PolicyPeer[] | undefined;
  /** Whatever the pod at the receiving end is. */
  readonly services: ServiceSet;
  /** Ports by their name in the receiving pod. */
  readonly named: readonly NamedPort[];
}

export type PolicyPeer =
  | { readonly kind: "addresses"; readonly addresses: IntervalSet }
  /** Both have to select; without a selector of namespaces it is that of the policy. */
  | { readonly kind: "pods"; readonly namespaces: LabelSelector | undefined; readonly pods: LabelSelector };

export interface NamedPort {
  readonly name: string;
  /** Number of the IP protocol. */
  readonly protocol: number;
}

export const POLICY_TYPES: readonly string[] = ["kubernetes_network_policy_v1", "kubernetes_network_policy"];

/** Protocols that a policy can name. */
const TRANSPORTS = ["tcp", "udp", "sctp"];
const LAST_PORT = 65535;

/** The NetworkPolicies (networking.k8s.io/v1) among the resources. */
export function readPolicies(given: Arguments): PodPolicy[] {
  return POLICY_TYPES.flatMap((type) =>
    given.configuration.ofType(type).flatMap((resource) => readPolicy(given, resource)),
  );
}

function readPolicy(given: Arguments, origin: Resource): PodPolicy[] {
  const [metadata] = given.blocks(origin, "metadata");
  const [spec] = given.blocks(origin, "spec");
  const namespace = metadata?.namespace ?? "default";
  if (!spec || typeof namespace !== "string") {
    given.report(origin, "its namespace or what it says is not known");
    return [];
  }
  const podSelector = LabelSelector.read(given, origin, "pod_selector", spec.pod_selector ?? {});
  const ingress = readRules(given, origin, "ingress", "from", spec.ingress);
  const egress = readRules(given, origin, "egress", "to", spec.egress);
  return [
    {
      origin,
      namespace,
      podSelector,
      selectsAll: podSelector.isEmpty,
      ...readTypes(given, origin, spec.policy_types, egress.length > 0),
      ingress,
      egress,
    },
  ];
}

/** Without types a policy is one for ingress, and for egress too when it has egress rules. */
function readTypes(
  given: Arguments,
  origin: Resource,
  written: Value,
  hasEgress: boolean,
): Pick<PodPolicy, "isolates" | "grants"> {
  const types = Array.isArray(written) ? (written as readonly Value[]) : written === undefined ? [] : [written];
  const isKnown = types.every((type) => type === "Ingress" || type === "Egress");
  const named =
    types.length === 0
      ? { ingress: true, egress: hasEgress }
      : { ingress: types.includes("Ingress"), egress: types.includes("Egress") };
  if (isKnown) return { isolates: named, grants: named };
  given.report(origin, `policy_types has ${describe(written)}, so that it isolates only what the known types say`);
  return { isolates: named, grants: { ingress: true, egress: true } };
}

function readRules(
  given: Arguments,
  origin: Resource,
  direction: keyof PolicyDirections,
  peersArgument: "from" | "to",
  written: Value,
): PolicyRule[] {
  if (!areKnownBlocks(written)) {
    given.report(origin, `${direction} has ${describe(written)}, taken for a rule that lets everything pass`);
    return [{ peers: undefined, services: ServiceSet.ANY, named: [] }];
  }
  return blocksIn(written).map((rule) => readRule(given, origin, peersArgument, rule));
}

function readRule(given: Arguments, origin: Resource, peersArgument: "from" | "to", rule: ValueRecord): PolicyRule {
  const peers = readPeers(given, origin, peersArgument, rule[peersArgument]);
  if (!areKnownBlocks(rule.ports)) {
    given.report(origin, `ports has ${describe(rule.ports)}, taken for every port`);
    return { peers, services: ServiceSet.ANY, named: [] };
  }
  const ports = blocksIn(rule.ports).map((port) => readPort(given, origin, port));
  if (ports.length === 0) return { peers, services: ServiceSet.ANY, named: [] };
  const named = ports.flatMap((port) => (port instanceof ServiceSet ? [] : [port]));
  const reachesAddresses = peers === undefined || peers.some(({ kind }) => kind === "addresses");
  if (peersArgument === "to" && reachesAddresses) {
    for (const { name } of named)
      given.report(origin, `port ${name} is a name, and outside of the cluster taken for every port`);
  }
  return {
    peers,
    services: ports
      .filter((port) => port instanceof ServiceSet)
      .reduce((sum, each) => sum.union(each), ServiceSet.EMPTY),
    named,
  };
}

/** Undefined for everybody: without peers, and where they are not known. */
function readPeers(
  given: Arguments,
  origin: Resource,
  argument: "from" | "to",
  written: Value,
): PolicyPeer[] | undefined {
  if (!areKnownBlocks(written)) {
    given.report(origin, `${argument} has ${describe(written)}, taken for everybody`);
    return undefined;
  }
  const blocks = blocksIn(written);
  const peers = blocks.map((peer) => readPeer(given, origin, peer));
  const known = peers.filter((peer) => peer !== undefined);
  if (known.length < peers.length) {
    given.report(origin, `${argument} has a peer without a selector and a block, taken for everybody`);
    return undefined;
  }
  return known.length === 0 ? undefined : known;
}

function readPeer(given: Arguments, origin: Resource, peer: ValueRecord): PolicyPeer | undefined {
  const { ip_block: block, namespace_selector: namespaces, pod_selector: pods } = peer;
  if (isWritten(block)) {
    const blocks = blocksIn(block);
    if (blocks.length === 0) return undefined;
    return {
      kind: "addresses",
      addresses: IntervalSet.union(blocks.map((each) => blockAddresses(given, origin, each))),
    };
  }
  if (!isWritten(namespaces) && !isWritten(pods)) return undefined;
  return {
    kind: "pods",
    namespaces: isWritten(namespaces) ? LabelSelector.read(given, origin, "namespace_selector", namespaces) : undefined,
    pods: isWritten(pods) ? LabelSelector.read(given, origin, "pod_selector", pods) : LabelSelector.EVERYTHING,
  };
}

function blockAddresses(given: Arguments, origin: Resource, { cidr, except }: ValueRecord): IntervalSet {
  const all = given.addressesIn(origin, "ip_block", cidr, ANY_ADDRESS);
  if (except === undefined) return all;
  return all.subtract(given.addressesIn(origin, "except", except, IntervalSet.EMPTY));
}

function readPort(given: Arguments, origin: Resource, port: ValueRecord): ServiceSet | NamedPort {
  const name = typeof port.protocol === "string" ? port.protocol.toLowerCase() : "tcp";
  const protocol = PROTOCOL_NUMBERS.get(name) ?? 0;
  if (!TRANSPORTS.includes(name) || !(port.protocol === undefined || typeof port.protocol === "string")) {
    given.report(origin, `protocol ${describe(port.protocol)} is not known, taken for any`);
    return ServiceSet.ANY;
  }
  // The provider keeps what is not written as an empty text, or as zero.
  if (port.port === undefined || port.port === "") return ServiceSet.protocol(protocol);
  const first = numberOf(port.port);
  if (first === undefined) {
    if (typeof port.port === "string" && !isPartlyUnknown(port.port)) return { name: port.port, protocol };
    given.report(origin, `port ${describe(port.port)} is not known, taken for every port`);
    return ServiceSet.ports(protocol, 1, LAST_PORT);
  }
  if (port.end_port === undefined || port.end_port === 0 || port.end_port === "")
    return ServiceSet.ports(protocol, first);
  const last = numberOf(port.end_port);
  if (last === undefined) given.report(origin, `end_port ${describe(port.end_port)} is not known, taken for the last`);
  return ServiceSet.ports(protocol, first, last ?? LAST_PORT);
}

/** A list without blocks is as good as no argument; an empty block is not. */
function isWritten(value: Value): boolean {
  return value !== undefined && !(Array.isArray(value) && value.length === 0);
}
