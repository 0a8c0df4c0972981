import { isMap, type ChartValue, type ChartValues } from "../../kubernetes/chart-values";
import { NOBODY } from "../alertmanager";
import type { Peer } from "./peer";

/** The alert by which a cluster says that its own Alertmanager tells people what fires there. */
export const ALERTMANAGER_SERVES = "AlertmanagerServes";

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
  const { route } = configuration;
  if (peers.length === 0) return configuration;
  if (route === undefined || !isMap(route)) throw new Error("alertmanager's configuration has no route");
  return {
    ...configuration,
    route: {
      ...route,
      routes: [{ receiver: NOBODY, matchers: [`alertname="${ALERTMANAGER_SERVES}"`] }, ...listOf(route.routes)],
    },
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
