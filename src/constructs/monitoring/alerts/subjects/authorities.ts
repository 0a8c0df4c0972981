import { Fn, Token } from "cdktf";
import type { EndingAuthority } from "../../../pki/certificate-authority";
import type { RecordingRule, RuleGroup } from "../alert";
import type { AlertContext, WatchedAuthority } from "../context";
import { PLATFORM } from "../owners";

/** Months since the year 0, so that two dates can be subtracted: Terraform knows no seconds of a date, PromQL no texts. */
const END = "authority:end:months";
const NOW = "(year() * 12 + month())";

/** A year to plan what touches every machine, and two months in which it cannot wait. */
const MONTHS = { warning: 12, critical: 2 };

/** The authorities that Terraform keeps in its state, where no exporter sees them. Nothing renews them by itself. */
export function authorities({ authorities: watched }: AlertContext): RuleGroup {
  const commands = [
    "npx cdktf diff <environment>-<cluster>-pki  # those of the cluster; <environment>-vpn has the others",
    "ssh <server> openssl x509 -noout -subject -enddate -in /var/lib/rancher/rke2/server/tls/<authority>.crt",
    "ssh <server> rke2 certificate rotate-ca --help  # RKE2 takes a successor beside the one that ends",
  ];
  const left = `${END} - on () group_left () ${NOW}`;
  return {
    name: "authorities",
    title: "Authorities in Terraform's state",
    recordings: watched.map(recording),
    alerts:
      watched.length === 0
        ? []
        : [
            {
              name: "CertificateAuthorityEnds",
              expression: `${left} <= ${MONTHS.warning}`,
              for: "1h",
              severity: "warning",
              owner: PLATFORM,
              summary: "Authority {{ $labels.authority }} ends in {{ $value }} months",
              description:
                "Nothing renews it by itself. What trusts it has to be told of a successor first, which takes months.",
              runbook: {
                meaning:
                  "An authority of ten years is in its last. All works until it ends, and then nothing that it signed does.",
                commands,
                cured: "Its successor ends in more than a year, and everything that trusted the old one trusts it.",
              },
            },
            {
              name: "CertificateAuthorityEndsSoon",
              expression: `${left} <= ${MONTHS.critical}`,
              for: "1h",
              severity: "critical",
              owner: PLATFORM,
              summary: "Authority {{ $labels.authority }} ends in {{ $value }} months",
              description:
                "When it ends, every certificate of it is refused: nodes, etcd, administrators or gateways, all at once.",
              runbook: {
                meaning: "The warning of the last year was not followed.",
                commands,
                cured: "Its successor ends in more than a year, and everything that trusted the old one trusts it.",
              },
            },
          ],
  };
}

/** Terraform writes the month of an authority's end at apply, when it is known. */
export function watchedAuthority({ name, end }: EndingAuthority): WatchedAuthority {
  const part = (format: string) => Token.asString(Fn.formatdate(format, end));
  return { name, endMonths: `${part("YYYY")} * 12 + ${part("M")}` };
}

function recording({ name, endMonths }: WatchedAuthority): RecordingRule {
  return { record: END, expression: `vector(${endMonths})`, labels: { authority: name } };
}
