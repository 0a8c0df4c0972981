/** A selector of labels as Kubernetes has it (meta/v1). */
export interface Selector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: "In" | "NotIn" | "Exists" | "DoesNotExist";
    readonly values?: readonly string[];
  }[];
}

export type Protocol = "TCP" | "UDP" | "SCTP";

export interface IpBlock {
  readonly cidr: string;
  readonly except?: readonly string[];
}

export interface Peer {
  readonly ipBlock?: IpBlock;
  readonly namespaceSelector?: Selector;
  readonly podSelector?: Selector;
}

export interface Port {
  readonly protocol?: Protocol;
  /** A number, or the name of a container's port. */
  readonly port?: number | string;
  readonly endPort?: number;
}

export interface IngressRule {
  readonly from?: readonly Peer[];
  readonly ports?: readonly Port[];
}

export interface EgressRule {
  readonly to?: readonly Peer[];
  readonly ports?: readonly Port[];
}

/** A NetworkPolicy as Kubernetes has it (networking.k8s.io/v1). */
export interface NetworkPolicy {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: {
    readonly podSelector: Selector;
    readonly policyTypes?: readonly ("Ingress" | "Egress")[];
    readonly ingress?: readonly IngressRule[];
    readonly egress?: readonly EgressRule[];
  };
}

export interface Namespace {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

export interface Pod {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly address: string;
  readonly ports: readonly { readonly name: string; readonly protocol: Protocol; readonly containerPort: number }[];
}

/** A cluster, and the policies in it. */
export interface PolicySet {
  readonly namespaces: readonly Namespace[];
  readonly pods: readonly Pod[];
  readonly policies: readonly NetworkPolicy[];
}

/** One end of a question: a pod, or an address outside of the cluster. */
export type End = Pod | string;

export interface Service {
  readonly protocol: Protocol;
  readonly port: number;
}

/** Every service is asked for in every pair, which has a pod at one end at least. */
export interface Questions {
  readonly pairs: readonly (readonly [from: End, to: End])[];
  readonly services: readonly Service[];
}

/** Peers of all rules of a policy. */
export function peersIn({ spec: { ingress = [], egress = [] } }: NetworkPolicy): Peer[] {
  return [...ingress.flatMap(({ from = [] }) => from), ...egress.flatMap(({ to = [] }) => to)];
}

/** Ports of all rules of a policy. */
export function portsIn({ spec: { ingress = [], egress = [] } }: NetworkPolicy): Port[] {
  return [...ingress, ...egress].flatMap(({ ports = [] }) => ports);
}
