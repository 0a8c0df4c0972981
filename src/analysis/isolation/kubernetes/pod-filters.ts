import { IntervalSet } from "../../sets/interval-set";
import { ANY_ADDRESS } from "../../sets/ipv4-addresses";
import { ProductSet } from "../../sets/product-set";
import { ServiceSet } from "../../sets/service-set";
import type { Permissions } from "../reachability/filters";
import type { UnknownLabels } from "./label-selectors";
import type { PodPolicy, PolicyDirections, PolicyPeer, PolicyRule } from "./policies";

/**
 * Whose reading of a NetworkPolicy counts: that of the specification (networking.k8s.io/v1), or Cilium's, which is deployed.
 * Cilium departs from the specification in these:
 * - A block never matches pods or nodes of its own cluster, whatever their addresses: to Cilium these are identities, and a
 *   block stands for what has none (unless `policyCIDRMatchMode` says `nodes`).
 * - Rules of a direction that `policyTypes` leaves out count, and isolate in it. The specification ignores them.
 * - A port's name in an egress rule to a block is looked up among the pods of the cluster. What it yields is not known here, so
 *   outside of the cluster it is taken for every port. By the specification nothing there has named ports.
 */
export type PolicyReading = "specification" | "cilium";

/** Pods that no policy tells apart. */
export interface PodClass {
  readonly key: string;
  readonly namespace: string;
  /** Those of the namespace, `kubernetes.io/metadata.name` included, which Kubernetes adds by itself. */
  readonly namespaceLabels: ReadonlyMap<string, string>;
  /**
   * Labels of the namespace whose values are not known.
   * @default - none
   */
  readonly unknownNamespaceLabels?: UnknownLabels;
  readonly labels: ReadonlyMap<string, string>;
  /**
   * Labels whose values are not known, such as those that a controller adds.
   * @default - none
   */
  readonly unknownLabels?: UnknownLabels;
  /** Container ports by name, as a policy's named port finds them; `any` where every name may stand for every port. */
  readonly namedPorts: ReadonlyMap<string, ServiceSet> | "any";
  /**
   * Which addresses they may have. Only the specification's reading asks for them.
   * @default - any
   */
  readonly addresses?: IntervalSet;
}

/** Which of both policies of a connection: the sender's for egress, the receiver's for ingress. */
export type Direction = keyof PolicyDirections;

/** A rule, and the policy in which it stands. */
interface CountingRule extends PolicyRule {
  readonly policy: PodPolicy;
}

/** What the policies of its namespace are to a pod in one direction. */
interface Counting {
  readonly isolating: readonly PodPolicy[];
  readonly rules: readonly CountingRule[];
}

const LAST_PORT = 65535;
const EVERYTHING: Permissions = ProductSet.of(ANY_ADDRESS, ServiceSet.ANY);

/**
 * What the NetworkPolicies of one cluster let pass. A pod that no policy selects may do everything; one that is selected only
 * what the policies that select it allow together. What is not known is taken for the most that it can be: a policy that may
 * select a pod allows, and does not isolate.
 *
 * Not in it: what a pod does with itself, and what its own node sends it, which always passes.
 */
export class PodFilters {
  private readonly byNamespace = new Map<string, PodPolicy[]>();
  private readonly known = { ingress: new Map<PodClass, Counting>(), egress: new Map<PodClass, Counting>() };

  constructor(
    policies: readonly PodPolicy[],
    private readonly reading: PolicyReading,
  ) {
    for (const policy of policies) {
      const known = this.byNamespace.get(policy.namespace);
      if (known) known.push(policy);
      else this.byNamespace.set(policy.namespace, [policy]);
    }
  }

  /** What the sender's egress and the receiver's ingress both let pass. */
  between(from: PodClass, to: PodClass): ServiceSet {
    const sent = this.toPeer(from, "egress", to, to);
    return sent.isEmpty ? sent : sent.intersect(this.toPeer(to, "ingress", from, to));
  }

  /** What leaves to addresses outside of the cluster. */
  leaving(from: PodClass): Permissions {
    const rules = this.rules(from, "egress");
    return rules ? withAddresses(rules, (rule) => this.servicesOutside(rule)) : EVERYTHING;
  }

  /** What comes in from addresses outside of the cluster. */
  entering(to: PodClass): Permissions {
    const rules = this.rules(to, "ingress");
    return rules ? withAddresses(rules, (rule) => servicesAt(rule, to)) : EVERYTHING;
  }

  /**
   * Those of some pods with which a pod may connect as far as its own policies tell: all of them where none isolates it.
   *
   * @param pods by namespace, in which all of them have equal labels of the namespace
   */
  peersOf<Pod extends PodClass>(
    pod: PodClass,
    direction: Direction,
    pods: ReadonlyMap<string, readonly Pod[]>,
  ): ReadonlySet<Pod> {
    const rules = this.rules(pod, direction);
    if (!rules || rules.some(({ peers }) => !peers)) return new Set([...pods.values()].flat());
    const found = new Set<Pod>();
    for (const { peers = [], policy } of rules) {
      for (const peer of peers) {
        for (const own of pods.values()) {
          const [first] = own;
          if (!first || !this.mayBeIn(peer, policy.namespace, first)) continue;
          for (const each of own) if (this.isPeer(peer, policy.namespace, each)) found.add(each);
        }
      }
    }
    return found;
  }

  /** The policies that isolate a pod in a direction. Without one everything passes there. */
  isolating(pod: PodClass, direction: Direction): readonly PodPolicy[] {
    return this.counting(pod, direction).isolating;
  }

  /** The policies of one end that let at least one of the services pass to or from the other end. */
  letting(direction: Direction, from: PodClass, to: PodClass, services: ServiceSet): PodPolicy[] {
    const [pod, peer] = direction === "egress" ? [from, to] : [to, from];
    const letting = this.rulesWith(pod, direction, peer).filter(
      (rule) => !servicesAt(rule, to).intersect(services).isEmpty,
    );
    return [...new Set(letting.map(({ policy }) => policy))];
  }

  /** The policies of a pod that let some of the services pass to or from addresses outside of the cluster. */
  lettingOutside(direction: Direction, pod: PodClass, addresses: IntervalSet, services: ServiceSet): PodPolicy[] {
    const letting = this.counting(pod, direction).rules.filter((rule) => {
      const passing = direction === "egress" ? this.servicesOutside(rule) : servicesAt(rule, pod);
      return addressesOf(rule).overlaps(addresses) && !passing.intersect(services).isEmpty;
    });
    return [...new Set(letting.map(({ policy }) => policy))];
  }

  private toPeer(pod: PodClass, direction: Direction, peer: PodClass, receiver: PodClass): ServiceSet {
    if (!this.rules(pod, direction)) return ServiceSet.ANY;
    return this.rulesWith(pod, direction, peer).reduce(
      (sum, rule) => sum.union(servicesAt(rule, receiver)),
      ServiceSet.EMPTY,
    );
  }

  private rulesWith(pod: PodClass, direction: Direction, peer: PodClass): CountingRule[] {
    return this.counting(pod, direction).rules.filter(
      ({ peers, policy }) => peers?.some((each) => this.isPeer(each, policy.namespace, peer)) ?? true,
    );
  }

  /** The rules that count for a pod. Undefined when no policy isolates it, so that everything passes. */
  private rules(pod: PodClass, direction: Direction): readonly CountingRule[] | undefined {
    const { isolating, rules } = this.counting(pod, direction);
    return isolating.length > 0 ? rules : undefined;
  }

  private counting(pod: PodClass, direction: Direction): Counting {
    const known = this.known[direction].get(pod);
    if (known) return known;
    const selecting = (this.byNamespace.get(pod.namespace) ?? [])
      .map((policy) => ({ policy, selected: policy.podSelector.selects(pod.labels, pod.unknownLabels) }))
      .filter(({ selected }) => selected !== "no");
    const made = {
      isolating: selecting
        .filter(
          ({ policy, selected }) =>
            selected === "yes" && (policy.isolates[direction] || this.isAlways(policy, direction)),
        )
        .map(({ policy }) => policy),
      rules: selecting
        .filter(({ policy }) => policy.grants[direction] || this.isAlways(policy, direction))
        .flatMap(({ policy }) => policy[direction].map((rule) => ({ ...rule, policy }))),
    };
    this.known[direction].set(pod, made);
    return made;
  }

  /** Whether rules count for Cilium whatever the types say. */
  private isAlways(policy: PodPolicy, direction: Direction): boolean {
    return this.reading === "cilium" && policy[direction].length > 0;
  }

  private isPeer(peer: PolicyPeer, namespace: string, pod: PodClass): boolean {
    if (peer.kind === "addresses")
      return this.reading === "specification" && peer.addresses.overlaps(pod.addresses ?? ANY_ADDRESS);
    return this.mayBeIn(peer, namespace, pod) && peer.pods.selects(pod.labels, pod.unknownLabels) !== "no";
  }

  /** Whether a peer may be one of the pods in the namespace of a pod. */
  private mayBeIn(peer: PolicyPeer, namespace: string, pod: PodClass): boolean {
    if (peer.kind === "addresses") return this.reading === "specification";
    return peer.namespaces
      ? peer.namespaces.selects(pod.namespaceLabels, pod.unknownNamespaceLabels) !== "no"
      : pod.namespace === namespace;
  }

  private servicesOutside(rule: PolicyRule): ServiceSet {
    return this.reading === "specification" ? rule.services : servicesOutside(rule);
  }
}

/** What a rule lets leave to addresses, by the reading that allows the most. */
export function leavingBy(rule: PolicyRule): Permissions {
  return withAddresses([rule], servicesOutside);
}

function servicesOutside({ services, named }: PolicyRule): ServiceSet {
  return named.reduce((sum, { protocol }) => sum.union(everyPort(protocol)), services);
}

function everyPort(protocol: number): ServiceSet {
  return ServiceSet.ports(protocol, 1, LAST_PORT);
}

/** A port's name stands for what the receiving pod calls so, in the protocol that the rule names. */
function servicesAt({ services, named }: PolicyRule, receiver: PodClass): ServiceSet {
  return named.reduce((sum, { name, protocol }) => {
    if (receiver.namedPorts === "any") return sum.union(everyPort(protocol));
    const ports = receiver.namedPorts.get(name);
    return ports ? sum.union(ports.intersect(ServiceSet.protocol(protocol))) : sum;
  }, services);
}

function withAddresses(rules: readonly PolicyRule[], services: (rule: PolicyRule) => ServiceSet): Permissions {
  return rules.reduce<Permissions>(
    (sum, rule) => sum.union(ProductSet.of(addressesOf(rule), services(rule))),
    ProductSet.empty(),
  );
}

function addressesOf({ peers }: PolicyRule): IntervalSet {
  if (!peers) return ANY_ADDRESS;
  return IntervalSet.union(peers.flatMap((peer) => (peer.kind === "addresses" ? [peer.addresses] : [])));
}
