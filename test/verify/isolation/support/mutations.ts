import type { NetworkPolicy, Peer, PolicySet, Port, Selector } from "./policy-set";

/** A misreading of a policy, with what it is made of. */
export type Mutation = (policy: NetworkPolicy) => NetworkPolicy;

/** Misreadings, each of which has to show as a disagreement. */
export const MUTATIONS: Readonly<Record<string, Mutation>> = {
  "a block without its except": onPeers(({ ipBlock, ...rest }) =>
    ipBlock ? { ...rest, ipBlock: { cidr: ipBlock.cidr } } : rest,
  ),
  "a range without its end": onPorts(({ protocol, port }) => ({
    ...(protocol && { protocol }),
    ...(port !== undefined && { port }),
  })),
  "a range that ends one too early": onPorts(({ endPort, ...rest }) =>
    endPort === undefined || endPort === rest.port ? { ...rest } : { ...rest, endPort: endPort - 1 },
  ),
  "a named port as any": onPorts(({ port, ...rest }) => (typeof port === "string" ? rest : withPort(rest, port))),
  "TCP where UDP stands": onPorts((port) => (port.protocol === "UDP" ? { ...port, protocol: "TCP" } : port)),
  "missing types as both directions": ({ metadata, spec }) => ({
    metadata,
    spec: { ...spec, policyTypes: spec.policyTypes?.length ? spec.policyTypes : ["Ingress", "Egress"] },
  }),
  "pods of every namespace where no namespace is selected": onPeers((peer) =>
    peer.podSelector && !peer.namespaceSelector ? { ...peer, namespaceSelector: {} } : peer,
  ),
  "both selectors as that of namespaces alone": onPeers(({ podSelector, ...rest }) =>
    podSelector && !rest.namespaceSelector ? { ...rest, podSelector } : rest,
  ),
  "NotIn as if the label had to be there": onSelectors(({ matchExpressions, ...rest }) => ({
    ...rest,
    ...(matchExpressions && {
      matchExpressions: matchExpressions.flatMap((each) =>
        each.operator === "NotIn" ? [each, { key: each.key, operator: "Exists" as const }] : [each],
      ),
    }),
  })),
  "an empty rule as none": ({ metadata, spec: { ingress, ...spec } }) => ({
    metadata,
    spec: {
      ...spec,
      ...(ingress && { ingress: ingress.filter(({ from = [], ports = [] }) => from.length + ports.length > 0) }),
    },
  }),
};

export function mutated(set: PolicySet, mutation: Mutation): PolicySet {
  return { ...set, policies: set.policies.map(mutation) };
}

function onPeers(change: (peer: Peer) => Peer): Mutation {
  return ({ metadata, spec: { ingress, egress, ...spec } }) => ({
    metadata,
    spec: {
      ...spec,
      ...(ingress && {
        ingress: ingress.map((rule) => ({ ...rule, ...(rule.from && { from: rule.from.map(change) }) })),
      }),
      ...(egress && { egress: egress.map((rule) => ({ ...rule, ...(rule.to && { to: rule.to.map(change) }) })) }),
    },
  });
}

function onPorts(change: (port: Port) => Port): Mutation {
  return ({ metadata, spec: { ingress, egress, ...spec } }) => ({
    metadata,
    spec: {
      ...spec,
      ...(ingress && {
        ingress: ingress.map((rule) => ({ ...rule, ...(rule.ports && { ports: rule.ports.map(change) }) })),
      }),
      ...(egress && {
        egress: egress.map((rule) => ({ ...rule, ...(rule.ports && { ports: rule.ports.map(change) }) })),
      }),
    },
  });
}

function onSelectors(change: (selector: Selector) => Selector): Mutation {
  const inPeers = onPeers(({ podSelector, namespaceSelector, ...rest }) => ({
    ...rest,
    ...(podSelector && { podSelector: change(podSelector) }),
    ...(namespaceSelector && { namespaceSelector: change(namespaceSelector) }),
  }));
  return (policy) => {
    const { metadata, spec } = inPeers(policy);
    return { metadata, spec: { ...spec, podSelector: change(spec.podSelector) } };
  };
}

function withPort(rest: Omit<Port, "port">, port: number | undefined): Port {
  return port === undefined ? rest : { ...rest, port };
}
