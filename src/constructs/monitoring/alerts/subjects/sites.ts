import type { RuleGroup } from "../alert";
import { NETWORK } from "../owners";

/** So many institutions of a district at once are one event: at least this many, and this share of the district. */
const MANY_SITES = 5;
const MANY_SHARE = 0.3;

/** So many of the whole city are one event too. */
const CITY_SHARE = 0.5;
const CITY_SITES = 10;

/**
 * The institutions. Many that fail at once in a district call once, and then none of them by itself; so with the districts of
 * a city. `for` is shorter for the larger, so that the smaller never comes first.
 */
export function sites(): RuleGroup {
  const look = [
    "kubectl -n monitoring logs -l app.kubernetes.io/name=prometheus-blackbox-exporter --tail=50",
    "ssh <gateway> swanctl --list-sas | grep <site>  # sites by IPsec",
    "# ask the institution whether it has power, and its carrier",
  ];
  return {
    name: "sites",
    title: "Hospitals and primary care institutions",
    recordings: [
      { record: "site:up:max", expression: 'max by (site, district) (probe_success{probe="site"})' },
      {
        record: "district:sites_down:count",
        expression: "count by (district) (site:up:max == 0)",
      },
      {
        record: "district:sites_down:ratio",
        expression: "district:sites_down:count / on (district) count by (district) (site:up:max)",
      },
      { record: "city:sites_down:ratio", expression: "count(site:up:max == 0) / count(site:up:max)" },
      {
        record: "city:many_sites_down:bool",
        expression: `(city:sites_down:ratio > ${CITY_SHARE}) and (count(site:up:max == 0) >= ${CITY_SITES})`,
      },
      {
        record: "district:many_sites_down:bool",
        expression: `(district:sites_down:count >= ${MANY_SITES}) and (district:sites_down:ratio >= ${MANY_SHARE})`,
      },
    ],
    alerts: [
      {
        name: "CityDown",
        expression: "city:many_sites_down:bool",
        for: "1m",
        severity: "critical",
        owner: NETWORK,
        summary: "{{ $value | humanizePercentage }} of all institutions are unreachable",
        description:
          "More than half of the city's institutions at once: what they share has failed, or what probes them.",
        runbook: {
          meaning: "The lines into this cloud, its gateways for IPsec, or the probes themselves are down.",
          commands: [
            "# look whether the other cloud raises it as well: if not, it is this cloud's end",
            "ssh <gateway> systemctl status strongswan keepalived",
            ...look.slice(0, 1),
          ],
          cured: "Less than half are unreachable; then districts and sites alarm for themselves.",
        },
      },
      {
        name: "DistrictDown",
        expression:
          "district:sites_down:count and on (district) district:many_sites_down:bool unless on () city:many_sites_down:bool",
        for: "2m",
        severity: "critical",
        owner: NETWORK,
        summary: "{{ $value }} institutions of {{ $labels.district }} are unreachable",
        description: "Many institutions of one district at once: a carrier or a supply of power failed there.",
        runbook: {
          meaning: "One cause for many. The single institutions do not alarm meanwhile.",
          commands: ["# look in the dashboard of sites which access and carrier they share", ...look],
          cured: "Fewer than five institutions of the district, or than three tenths, are unreachable.",
        },
      },
      {
        name: "SiteDown",
        expression:
          "site:up:max == 0 unless on (district) district:many_sites_down:bool unless on () city:many_sites_down:bool",
        for: "5m",
        severity: "warning",
        owner: NETWORK,
        summary: "{{ $labels.site }} in {{ $labels.district }} is unreachable",
        description: "Its people cannot use the platform, and work by their own means.",
        runbook: {
          meaning: "The line or tunnel of one institution is down, or it has no power.",
          commands: look,
          cured: "Probes of the institution succeed.",
        },
      },
      {
        name: "SiteFlapping",
        expression: 'max by (site, district) (changes(probe_success{probe="site"}[1h])) >= 8',
        severity: "info",
        owner: NETWORK,
        summary: "{{ $labels.site }} in {{ $labels.district }} comes and goes: {{ $value }} changes in an hour",
        description: "Its line works for a while only.",
        runbook: { meaning: "An unsteady line or tunnel.", commands: look, cured: "No change for an hour." },
      },
    ],
  };
}
