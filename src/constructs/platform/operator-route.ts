import type { Manifest } from "../kubernetes/manifests";
import type { INamespace } from "../kubernetes/namespace";
import { CLUSTER_GATEWAY } from "../services/cluster-gateway";
import { MANAGED_BY_TERRAFORM } from "../services/labels";

export interface OperatorRouteProps {
  /** Name of the page's Service, and of the route. */
  readonly service: string;
  readonly port: number;
  /** Where the page stands. */
  readonly namespace: INamespace;
  readonly host: string;
  /** Name of the cookie that keeps a person on one replica. */
  readonly cookie: string;
}

/**
 * Leads operators to a page, by their own listener of the cluster's gateway. A person stays with one replica: each remembers
 * only those who began to sign in with itself.
 */
export function operatorRoute({ service, port, namespace, host, cookie }: OperatorRouteProps): Manifest[] {
  const metadata = { name: service, namespace: namespace.namespaceName, labels: MANAGED_BY_TERRAFORM };
  return [
    {
      apiVersion: "gateway.networking.k8s.io/v1",
      kind: "HTTPRoute",
      metadata,
      spec: {
        parentRefs: [{ name: CLUSTER_GATEWAY.gateway, namespace: CLUSTER_GATEWAY.namespace, sectionName: "operators" }],
        hostnames: [host],
        rules: [
          {
            matches: [{ path: { type: "PathPrefix", value: "/" } }],
            backendRefs: [{ name: service, port }],
          },
        ],
      },
    },
    {
      apiVersion: "gateway.envoyproxy.io/v1alpha1",
      kind: "BackendTrafficPolicy",
      metadata,
      spec: {
        targetRefs: [{ group: "gateway.networking.k8s.io", kind: "HTTPRoute", name: service }],
        loadBalancer: {
          type: "ConsistentHash",
          consistentHash: { type: "Cookie", cookie: { name: cookie, ttl: "12h" } },
        },
      },
    },
  ];
}
