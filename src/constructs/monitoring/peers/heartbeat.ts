import type { Manifest } from "../../kubernetes/manifests";
import { MANAGED_BY_TERRAFORM } from "../../services/labels";
import { probeRelabelings } from "../probes/probe-relabelings";
import { ALERTMANAGER, ALERTMANAGER_PORT } from "../addresses";
import type { Peer } from "./peer";

/** The alert that always fires. */
const WATCHDOG = "Watchdog";

/** Label of a heartbeat's series with the cluster that it is of: `cluster` is the one that hears it. */
export const WATCHED_CLUSTER = "watched_cluster";

/**
 * Asks the own Alertmanager again and again whether it holds the Watchdog of each peer. It gets there by the other Prometheus,
 * its rules, the link and the gateway, so all of them work where it is found. An alert that is told no more ends after five
 * minutes at the latest.
 */
export function heartbeatScrape(namespace: string, peers: readonly Peer[]): Manifest {
  return {
    apiVersion: "monitoring.coreos.com/v1alpha1",
    kind: "ScrapeConfig",
    metadata: { name: "heartbeats", namespace, labels: { ...MANAGED_BY_TERRAFORM } },
    spec: {
      jobName: "heartbeats",
      metricsPath: "/probe",
      scrapeInterval: "30s",
      scrapeTimeout: "10s",
      staticConfigs: peers.map(({ cluster }) => ({
        targets: [`http://${ALERTMANAGER}.${namespace}.svc:${ALERTMANAGER_PORT}/api/v2/alerts?${filters(cluster)}`],
        labels: { probe: "heartbeat", module: "heartbeat", [WATCHED_CLUSTER]: cluster },
      })),
      relabelings: probeRelabelings(namespace),
    },
  };
}

function filters(cluster: string): string {
  return [`alertname="${WATCHDOG}"`, `cluster="${cluster}"`]
    .map((matcher) => `filter=${encodeURIComponent(matcher)}`)
    .join("&");
}
