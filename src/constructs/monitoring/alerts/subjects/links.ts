import type { RuleGroup } from "../alert";
import { NETWORK } from "../owners";

/** The links between the clouds. Both ends are probed: a link works when both answer. */
export function links(): RuleGroup {
  const look = [
    "kubectl -n monitoring logs -l app.kubernetes.io/name=prometheus-blackbox-exporter --tail=50",
    "ssh <gateway> swanctl --list-sas  # links by IPsec",
    "ssh <bastion> mtr -rwc 20 <address behind the link>",
    "# call the carrier: the link's entry in the YAML names it",
  ];
  return {
    name: "links",
    title: "Links between the clouds",
    alerts: [
      {
        name: "LinkDown",
        expression: 'min by (link) (probe_success{probe="link"}) == 0',
        for: "2m",
        severity: "critical",
        owner: NETWORK,
        summary: "Link {{ $labels.link }} is down",
        description: "Nothing comes back over it for two minutes. Traffic takes another link where there is one.",
        runbook: {
          meaning: "The line, the tunnel or an end of it is lost.",
          commands: look,
          cured: "Probes of the link succeed for ten minutes.",
        },
      },
      {
        name: "AllLinksDown",
        expression: 'max(min by (link) (probe_success{probe="link"})) == 0',
        for: "1m",
        severity: "critical",
        owner: NETWORK,
        summary: "Every link between the clouds is down",
        description:
          "The clouds no longer reach each other. Services with a part in both go on in each; flows from one to the other fail.",
        runbook: {
          meaning: "More than one carrier failed at once, or what the links share: their ends, or this probe.",
          commands: look,
          cured: "At least one link works, soon all.",
        },
      },
      {
        name: "LinkFlapping",
        expression: 'max by (link) (changes(probe_success{probe="link"}[30m])) >= 6',
        severity: "warning",
        owner: NETWORK,
        summary: "Link {{ $labels.link }} goes up and down: {{ $value }} changes in 30 minutes",
        description: "Each change breaks connections. Better to take it out of use until the carrier has mended it.",
        runbook: {
          meaning: "The link works for a while only.",
          commands: look,
          cured: "No change for half an hour.",
        },
      },
      {
        name: "LinkSlow",
        expression: 'max by (link) (avg_over_time(probe_duration_seconds{probe="link"}[10m])) > 0.2',
        for: "10m",
        severity: "warning",
        owner: NETWORK,
        summary: "Link {{ $labels.link }} takes {{ $value | humanizeDuration }} for a probe",
        description: "More than 200 ms within one city: the link is full, or goes another way.",
        runbook: {
          meaning: "Packets wait or are lost and sent again.",
          commands: look,
          cured: "Probes take less than 200 ms on average.",
        },
      },
    ],
  };
}
