import type { StackFile } from "../../../../src/terraform/configuration";
import type { NetworkPolicy, Peer, Port, Selector } from "./policy-set";

/** Policies as blocks of `kubernetes_network_policy_v1`, by the schema of the Kubernetes provider. */
export function asTerraform(policies: readonly NetworkPolicy[]): StackFile {
  const resources = policies.map(({ metadata, spec }) => [
    metadata.name,
    {
      metadata: { ...metadata },
      spec: {
        pod_selector: selectorBlock(spec.podSelector),
        policy_types: spec.policyTypes,
        ingress: spec.ingress?.map(({ from, ports }) => ({ from: from?.map(peerBlock), ports: ports?.map(portBlock) })),
        egress: spec.egress?.map(({ to, ports }) => ({ to: to?.map(peerBlock), ports: ports?.map(portBlock) })),
      },
    },
  ]);
  return {
    name: "policies",
    terraform: { resource: { kubernetes_network_policy_v1: asWritten(Object.fromEntries(resources)) } },
  };
}

/** What is undefined does not stand in a file. */
function asWritten(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function peerBlock({ ipBlock, namespaceSelector, podSelector }: Peer) {
  return {
    ip_block: ipBlock && [{ ...ipBlock }],
    namespace_selector: namespaceSelector && [selectorBlock(namespaceSelector)],
    pod_selector: podSelector && [selectorBlock(podSelector)],
  };
}

function selectorBlock({ matchLabels, matchExpressions }: Selector) {
  return { match_labels: matchLabels, match_expressions: matchExpressions };
}

/** The provider takes numbers of ports as texts, too. */
function portBlock({ protocol, port, endPort }: Port) {
  return { protocol, port: port === undefined ? undefined : String(port), end_port: endPort };
}
