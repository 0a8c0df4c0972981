import type { Construct } from "constructs";
import { CLUSTER_GATEWAY } from "../../services/cluster-gateway";
import { MANAGED_BY_TERRAFORM } from "../../services/labels";
import { Manifests, type Manifest } from "../../kubernetes/manifests";
import type { INamespace } from "../../kubernetes/namespace";
import { ALERTMANAGER, ALERTMANAGER_PORT, PROMETHEUS_STACK } from "../addresses";
import { heartbeatScrape } from "./heartbeat";
import type { Peer } from "./peer";

export interface PeerWatchProps {
  /** Where Prometheus and Alertmanager stand. */
  readonly namespace: INamespace;
  readonly peers: readonly Peer[];

  /**
   * Whether the exporter that hears the heartbeats runs here.
   * @default true
   */
  readonly heartbeats?: boolean;
}

/**
 * Takes the alerts of the same zone's clusters in other clouds, and hears whether the others' heartbeat, the alert Watchdog,
 * still arrives.
 */
export class PeerWatch extends Manifests {
  constructor(scope: Construct, id: string, { namespace, peers, heartbeats = true }: PeerWatchProps) {
    const { namespaceName } = namespace;
    super(scope, id, {
      namespace,
      needs: [PROMETHEUS_STACK],
      manifests: [alertsRoute(namespaceName), ...(heartbeats ? [heartbeatScrape(namespaceName, peers)] : [])],
    });
  }
}

/** Peers may tell alerts, and ask nothing. */
function alertsRoute(namespace: string): Manifest {
  return {
    apiVersion: "gateway.networking.k8s.io/v1",
    kind: "HTTPRoute",
    metadata: { name: "peers", namespace, labels: { ...MANAGED_BY_TERRAFORM } },
    spec: {
      parentRefs: [{ name: CLUSTER_GATEWAY.gateway, namespace: CLUSTER_GATEWAY.namespace, sectionName: "peers" }],
      rules: [
        {
          matches: [{ method: "POST", path: { type: "Exact", value: "/api/v2/alerts" } }],
          backendRefs: [{ name: ALERTMANAGER, port: ALERTMANAGER_PORT }],
        },
      ],
    },
  };
}
