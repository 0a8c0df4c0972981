import { NetworkPolicyV1 } from "@cdktf/provider-kubernetes/lib/network-policy-v1";
import type { Construct } from "constructs";
import { PLATFORM_NAMESPACES } from "../../environment/platform-namespaces";
import type { Port } from "../../environment/values";
import { Namespace, type NamespaceProps } from "../kubernetes/namespace";
import { recordReason } from "../provenance";
import { PodNetworkPolicy } from "../services/pod-network-policy";

/** A connection from outside of its namespace that an add-on answers. */
export interface Reception {
  /** Unique in the namespace and kept for good: a part of its policy's name. */
  readonly id: string;
  /**
   * `api-server`: webhooks and aggregated APIs. The API server comes from a server's own network, which no NetworkPolicy can
   * name under Cilium, so these ports take a connection from anywhere; vendors' pods have no way out to them. `clients`: the
   * same, for those whom the load balancer lets in. Otherwise the name of a namespace, whose pods may come.
   */
  readonly from: "api-server" | "clients" | { readonly namespace: string };
  /** Of the pods, which may differ from their Service's. */
  readonly ports: readonly Port[];

  /** @default - all pods of the namespace */
  readonly podLabels?: Readonly<Record<string, string>>;
}

export interface PlatformNamespaceProps extends NamespaceProps {
  /** What its pods answer beside each other and Prometheus. Nothing else reaches them. */
  readonly receives: readonly Reception[];
}

/**
 * A namespace of the platform: no connection comes in but those of its own pods, of Prometheus, of the node on which a pod
 * runs, and what its add-ons say that they receive.
 */
export class PlatformNamespace extends Namespace {
  readonly receives: readonly Reception[];

  constructor(scope: Construct, id: string, props: PlatformNamespaceProps) {
    super(scope, id, props);
    this.receives = props.receives;
    const deny = new NetworkPolicyV1(this, "default-deny", {
      metadata: { name: "default-deny", namespace: this.namespaceReference },
      spec: {
        podSelector: {},
        policyTypes: ["Ingress"],
        ingress: [
          { from: [{ podSelector: {} }] },
          {
            from: [
              {
                namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": PLATFORM_NAMESPACES.monitoring } },
              },
            ],
          },
        ],
      },
    });
    recordReason(deny, "infrastructure platform");
    for (const reception of props.receives) this.receive(reception);
  }

  private receive({ id, from, ports, podLabels }: Reception): void {
    const peer = typeof from === "string" ? ({ kind: "anywhere" } as const) : ({ kind: "namespace", ...from } as const);
    new PodNetworkPolicy(this, `receive-${id}`, {
      name: `receive-${id}`,
      namespace: this,
      direction: "ingress",
      rules: [{ peer, ports }],
      why: `infrastructure ${id}`,
      ...(podLabels && { podLabels }),
    });
  }
}
