import type { ChartValues } from "../../kubernetes/chart-values";

/** Answers by which a page shows that it works: it is there, it leads on, or it asks who calls. */
const WELL = [200, 201, 202, 204, 301, 302, 303, 307, 308, 401, 403];

const http = (more: ChartValues): ChartValues => ({
  prober: "http",
  timeout: "8s",
  http: { preferred_ip_protocol: "ip4", follow_redirects: false, valid_status_codes: WELL, ...more },
});

/** Ways to ask whether something is there, as the blackbox exporter knows them. */
export const PROBE_MODULES = {
  http: http({}),
  // Who signed a certificate differs by environment, and its authority is not in the exporter's image: its expiry is watched.
  https: http({ fail_if_not_ssl: true, tls_config: { insecure_skip_verify: true } }),
  // Alertmanager answers with a list of the alerts that were asked for: an empty one where there is none.
  heartbeat: http({ fail_if_body_not_matches_regexp: ['"alertname"'] }),
  tcp: { prober: "tcp", timeout: "5s", tcp: { preferred_ip_protocol: "ip4" } },
  icmp: { prober: "icmp", timeout: "5s", icmp: { preferred_ip_protocol: "ip4" } },
} as const;

export type ProbeModule = keyof typeof PROBE_MODULES;
