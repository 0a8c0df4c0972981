import type { Construct } from "constructs";
import { Manifests } from "../kubernetes/manifests";
import type { INamespace } from "../kubernetes/namespace";
import { CLUSTER_GATEWAY } from "../services/cluster-gateway";
import { MANAGED_BY_TERRAFORM } from "../services/labels";
import { ENVOY_GATEWAY } from "./envoy-gateway";
import { HEADLAMP, HEADLAMP_PORT } from "./headlamp";

export interface ConsoleRouteProps {
  /** Where Headlamp stands. */
  readonly namespace: INamespace;
  readonly host: string;
}

/**
 * Leads operators to the page for applications, by their own listener of the cluster's gateway. A person stays with one replica:
 * each remembers only those who began to sign in with itself.
 */
export class ConsoleRoute extends Manifests {
  constructor(scope: Construct, id: string, { namespace, host }: ConsoleRouteProps) {
    const metadata = { name: HEADLAMP, namespace: namespace.namespaceName, labels: MANAGED_BY_TERRAFORM };
    super(scope, id, {
      namespace,
      needs: [ENVOY_GATEWAY, HEADLAMP],
      manifests: [
        {
          apiVersion: "gateway.networking.k8s.io/v1",
          kind: "HTTPRoute",
          metadata,
          spec: {
            parentRefs: [
              { name: CLUSTER_GATEWAY.gateway, namespace: CLUSTER_GATEWAY.namespace, sectionName: "operators" },
            ],
            hostnames: [host],
            rules: [
              {
                matches: [{ path: { type: "PathPrefix", value: "/" } }],
                backendRefs: [{ name: HEADLAMP, port: HEADLAMP_PORT }],
              },
            ],
          },
        },
        {
          apiVersion: "gateway.envoyproxy.io/v1alpha1",
          kind: "BackendTrafficPolicy",
          metadata,
          spec: {
            targetRefs: [{ group: "gateway.networking.k8s.io", kind: "HTTPRoute", name: HEADLAMP }],
            loadBalancer: {
              type: "ConsistentHash",
              consistentHash: { type: "Cookie", cookie: { name: "console-replica", ttl: "12h" } },
            },
          },
        },
      ],
    });
  }
}
