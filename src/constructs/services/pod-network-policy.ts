import {
  NetworkPolicyV1,
  type NetworkPolicyV1SpecEgressPorts,
  type NetworkPolicyV1SpecEgressTo,
} from "@cdktf/provider-kubernetes/lib/network-policy-v1";
import { Construct } from "constructs";
import { TransportPort, type Cidr, type Port } from "../../environment/values";
import type { INamespace } from "../kubernetes/namespace";
import { recordReason, recordSource, type SourcePath } from "../provenance";

/** Who stands at the other end of a rule. */
export type PolicyPeer =
  | { readonly kind: "pods"; readonly namespace: string; readonly labels: Readonly<Record<string, string>> }
  | { readonly kind: "namespace"; readonly namespace: string }
  | { readonly kind: "blocks"; readonly blocks: readonly Cidr[] }
  /** Pods, nodes and what is outside: the rule names ports alone. */
  | { readonly kind: "anywhere" };

/** What one peer may do. */
export interface PolicyRule {
  readonly peer: PolicyPeer;
  readonly ports: readonly Port[];
}

export interface PodNetworkPolicyProps {
  /** Unique in the namespace and kept for good. */
  readonly name: string;
  readonly namespace: INamespace;
  readonly direction: "ingress" | "egress";
  readonly rules: readonly PolicyRule[];
  /** The flow or the infrastructure need that it comes from, such as `flow health-card-to-health-record`. */
  readonly why: string;

  /** @default - all pods of the namespace */
  readonly podLabels?: Readonly<Record<string, string>>;

  /**
   * The value of the YAML that asks for it.
   * @default - that of the construct above it
   */
  readonly source?: SourcePath;
}

/** What some pods of a namespace may do in one direction, for one reason. A namespace starts with everything denied. */
export class PodNetworkPolicy extends Construct {
  constructor(scope: Construct, id: string, props: PodNetworkPolicyProps) {
    super(scope, id);
    if (props.source) recordSource(this, props.source);
    recordReason(this, props.why);
    const podSelector = props.podLabels ? { matchLabels: { ...props.podLabels } } : {};
    const metadata = { name: props.name, namespace: props.namespace.namespaceReference };
    if (props.direction === "egress") {
      const egress = props.rules.map((rule) => {
        const to = policyPeers(rule.peer);
        return { ...(to && { to }), ports: policyPorts(props.name, rule) };
      });
      new NetworkPolicyV1(this, "Default", { metadata, spec: { podSelector, policyTypes: ["Egress"], egress } });
    } else {
      const ingress = props.rules.map((rule) => {
        const from = policyPeers(rule.peer);
        return { ...(from && { from }), ports: policyPorts(props.name, rule) };
      });
      new NetworkPolicyV1(this, "Default", { metadata, spec: { podSelector, policyTypes: ["Ingress"], ingress } });
    }
  }
}

/** Undefined for anywhere: Kubernetes takes a rule without peers for everybody. */
function policyPeers(peer: PolicyPeer): NetworkPolicyV1SpecEgressTo[] | undefined {
  switch (peer.kind) {
    case "pods":
      return [{ ...inNamespace(peer.namespace), podSelector: { matchLabels: { ...peer.labels } } }];
    case "namespace":
      return [inNamespace(peer.namespace)];
    case "anywhere":
      return undefined;
    case "blocks":
      return peer.blocks.map((cidr) => ({ ipBlock: { cidr: cidr.toString() } }));
  }
}

/** Kubernetes labels each namespace with its name, and nobody can take that label away. */
function inNamespace(namespace: string): NetworkPolicyV1SpecEgressTo {
  return { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } } };
}

function policyPorts(policy: string, { ports }: PolicyRule): NetworkPolicyV1SpecEgressPorts[] {
  if (ports.length === 0) {
    throw new Error(
      `network policy ${policy}: got a rule without ports, which would open all of them; name at least one`,
    );
  }
  return ports.map((port) => {
    if (!(port instanceof TransportPort)) {
      throw new Error(
        `network policy ${policy}: got ${port.toString()}, expected tcp or udp: network policies know nothing else`,
      );
    }
    const { protocol, from, to } = port;
    return { protocol: protocol.toUpperCase(), port: String(from), ...(to === from ? {} : { endPort: to }) };
  });
}
