import type { ChartValue, ChartValues } from "../../kubernetes/chart-values";
import { ALERTMANAGER_SERVES } from "../alerts/always-on";
import type { Peer } from "./peer";

/** Where Prometheus sends its alerts besides its own Alertmanager, as Prometheus' configuration has it. */
export function peerAlertmanagers(peers: readonly Peer[]): ChartValues[] {
  return peers.map(({ target, serverName, trust }) => ({
    scheme: "https",
    timeout: "10s",
    static_configs: [{ targets: [target] }],
    tls_config: {
      server_name: serverName,
      ...(trust.kind === "certificate" && { ca: trust.certificate }),
      // Firewalls admit the other cloud's workers alone, and nothing but alerts is told.
      ...(trust.kind === "unknown" && { insecure_skip_verify: true }),
    },
  }));
}

/**
 * Alertmanager's configuration in a cluster that hears its peers' alerts, too: it keeps quiet about them as long as they say
 * that their own Alertmanager serves, and speaks for them once they stop saying so.
 */
export function withPeers(configuration: ChartValues, peers: readonly Peer[]): ChartValues {
  if (peers.length === 0) return configuration;
  return {
    ...configuration,
    inhibit_rules: [
      ...listOf(configuration.inhibit_rules),
      ...peers.map(({ cluster }) => ({
        source_matchers: [`alertname="${ALERTMANAGER_SERVES}"`, `cluster="${cluster}"`],
        target_matchers: [`alertname!="${ALERTMANAGER_SERVES}"`, `cluster="${cluster}"`],
      })),
    ],
  };
}

function listOf(value: ChartValue | undefined): readonly ChartValue[] {
  return isList(value) ? value : [];
}

function isList(value: ChartValue | undefined): value is readonly ChartValue[] {
  return Array.isArray(value);
}
