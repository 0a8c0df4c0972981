import type { Resource } from "../../../terraform/configuration";
import { isValueRecord, type Value, type ValueRecord } from "../../../terraform/symbolic-value";
import { IntervalSet } from "../../sets/interval-set";
import { ANY_ADDRESS } from "../../sets/ipv4-addresses";
import { ProductSet } from "../../sets/product-set";
import { PROTOCOL_NUMBERS, ServiceSet } from "../../sets/service-set";
import { blocksIn, describe, numberOf, type Arguments } from "../model/arguments";
import type { Permissions } from "../reachability/filters";

/** What is read of a NetworkPolicy: whom it isolates, and what it lets leave to addresses. */
export interface PodPolicy {
  readonly origin: Resource;
  readonly namespace: string;
  /** Whether it selects every pod of its namespace. */
  readonly selectsAll: boolean;
  /** Directions in which the pods that it selects may do only what policies allow. */
  readonly isolates: { readonly ingress: boolean; readonly egress: boolean };
  /** What may leave to address blocks. A block names no pod and no node of the cluster: so reads Cilium. */
  readonly leaving: Permissions;
}

/** Protocols that a policy can name. */
const TRANSPORTS = ["tcp", "udp", "sctp"];
const LAST_PORT = 65535;

/** The NetworkPolicies (networking.k8s.io/v1) among the resources. */
export function readPolicies(given: Arguments): PodPolicy[] {
  return ["kubernetes_network_policy_v1", "kubernetes_network_policy"].flatMap((type) =>
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
  const types = Array.isArray(spec.policy_types) ? (spec.policy_types as readonly Value[]) : undefined;
  const rules = blocksIn(spec.egress);
  return [
    {
      origin,
      namespace,
      selectsAll: isEmptySelector(spec.pod_selector),
      // Without types a policy is one for ingress, and for egress too when it has egress rules.
      isolates: {
        ingress: types?.includes("Ingress") ?? true,
        egress: types?.includes("Egress") ?? rules.length > 0,
      },
      leaving: rules.reduce<Permissions>((sum, rule) => sum.union(leavingBy(given, origin, rule)), ProductSet.empty()),
    },
  ];
}

/** What one egress rule lets out: without peers everywhere, without ports everything. */
function leavingBy(given: Arguments, origin: Resource, rule: ValueRecord): Permissions {
  const peers = blocksIn(rule.to);
  const addresses =
    peers.length === 0
      ? ANY_ADDRESS
      : IntervalSet.union(
          peers.flatMap(({ ip_block: block }) => blocksIn(block)).map((block) => blockAddresses(given, origin, block)),
        );
  const ports = blocksIn(rule.ports);
  const services =
    ports.length === 0
      ? ServiceSet.ANY
      : ports.reduce((sum, port) => sum.union(portServices(given, origin, port)), ServiceSet.EMPTY);
  return ProductSet.of(addresses, services);
}

function blockAddresses(given: Arguments, origin: Resource, { cidr, except }: ValueRecord): IntervalSet {
  const all = given.addressesIn(origin, "ip_block", cidr, ANY_ADDRESS);
  if (except === undefined) return all;
  return all.subtract(given.addressesIn(origin, "except", except, IntervalSet.EMPTY));
}

function portServices(given: Arguments, origin: Resource, port: ValueRecord): ServiceSet {
  const name = typeof port.protocol === "string" ? port.protocol.toLowerCase() : "tcp";
  const protocol = PROTOCOL_NUMBERS.get(name) ?? 0;
  if (!TRANSPORTS.includes(name)) {
    given.report(origin, `protocol ${describe(port.protocol)} is not known, taken for any`);
    return ServiceSet.ANY;
  }
  if (port.port === undefined) return ServiceSet.protocol(protocol);
  const first = numberOf(port.port);
  if (first === undefined) {
    // A name stands for another port in every pod, and for none outside of the cluster.
    given.report(origin, `port ${describe(port.port)} is a name, taken for every port`);
    return ServiceSet.ports(protocol, 1, LAST_PORT);
  }
  return ServiceSet.ports(protocol, first, numberOf(port.end_port) ?? first);
}

function isEmptySelector(value: Value): boolean {
  const [selector] = blocksIn(value);
  if (!selector) return value === undefined || isValueRecord(value) || Array.isArray(value);
  return Object.values(selector).every(
    (each) => each === undefined || (isValueRecord(each) && Object.keys(each).length === 0),
  );
}
