import type { RuleGroup } from "../alert";
import { ofObjects } from "../object-namespace";
import { PLATFORM } from "../owners";

const DAY = 24 * 3600;

/** Certificates, as cert-manager knows them and as whoever connects sees them. */
export function certificates(): RuleGroup {
  const look = [
    "kubectl -n <namespace> describe certificate <certificate>",
    "kubectl -n <namespace> get certificaterequests,orders,challenges",
    "kubectl -n cert-manager logs deployment/cert-manager --tail=100",
  ];
  const shown = [
    "openssl s_client -connect <host>:443 -servername <host> </dev/null | openssl x509 -noout -subject -issuer -dates",
    "kubectl -n envoy-gateway-system describe certificate gateway-certificate",
  ];
  return {
    name: "certificates",
    title: "Certificates and authorities",
    alerts: [
      {
        name: "CertificateNotRenewed",
        expression: `max by (namespace, name) (${ofObjects("certmanager_certificate_expiration_timestamp_seconds > 0")}) - time() < 21 * ${DAY}`,
        for: "1h",
        severity: "warning",
        owner: PLATFORM,
        summary: "Certificate {{ $labels.namespace }}/{{ $labels.name }} ends in {{ $value | humanizeDuration }}",
        description:
          "cert-manager renews 30 days before the end, so renewing has failed for nine days. An authority's certificate counts too.",
        runbook: {
          meaning: "cert-manager cannot renew a certificate. Nothing is broken yet.",
          commands: look,
          cured: "The certificate is `Ready` with an end further away than 21 days.",
        },
      },
      {
        name: "CertificateEndsNow",
        expression: `max by (namespace, name) (${ofObjects("certmanager_certificate_expiration_timestamp_seconds > 0")}) - time() < 3 * ${DAY}`,
        for: "10m",
        severity: "critical",
        owner: PLATFORM,
        summary: "Certificate {{ $labels.namespace }}/{{ $labels.name }} ends within three days",
        description: "Afterwards clients refuse the connection: what is behind it is down for everybody.",
        runbook: {
          meaning: "cert-manager could not renew the certificate for weeks.",
          commands: [...look, "cmctl renew -n <namespace> <certificate>"],
          cured: "The certificate has an end further away than 21 days, and the gateway shows the new one.",
        },
      },
      {
        name: "CertificateNotReady",
        expression: `max by (namespace, name) (${ofObjects('certmanager_certificate_ready_status{condition!="True"} == 1')})`,
        for: "15m",
        severity: "warning",
        owner: PLATFORM,
        summary: "Certificate {{ $labels.namespace }}/{{ $labels.name }} is not ready",
        description: "It was never issued, or no longer fits what was asked for.",
        runbook: {
          meaning: "The issuer refused, or does not answer.",
          commands: look,
          cured: "`kubectl get certificate` shows `True`.",
        },
      },
      {
        name: "ShownCertificateEndsSoon",
        expression: `probe_ssl_earliest_cert_expiry{probe!=""} - time() < 14 * ${DAY}`,
        for: "1h",
        severity: "warning",
        owner: PLATFORM,
        summary: "The certificate shown by {{ $labels.instance }} ends in {{ $value | humanizeDuration }}",
        description: "Whoever connects sees this certificate, or one above it, end within two weeks.",
        runbook: {
          meaning:
            "Probes see the whole chain that is shown. Where certificates are given by hand nobody renews them by himself.",
          commands: shown,
          cured: "Every certificate of the chain ends later than in two weeks.",
        },
      },
      {
        name: "ShownCertificateEndsNow",
        expression: `probe_ssl_earliest_cert_expiry{probe!=""} - time() < 3 * ${DAY}`,
        for: "10m",
        severity: "critical",
        owner: PLATFORM,
        summary: "The certificate shown by {{ $labels.instance }} ends within three days",
        description: "Afterwards browsers and programs refuse to connect.",
        runbook: {
          meaning: "The chain that is shown ends soon, whatever cert-manager says.",
          commands: shown,
          cured: "Every certificate of the chain ends later than in two weeks.",
        },
      },
      {
        name: "KubeletCertificateNotRenewed",
        expression:
          "increase(kubelet_certificate_manager_client_expiration_renew_errors[15m]) + on (instance) increase(kubelet_server_expiration_renew_errors[15m]) > 0",
        for: "15m",
        severity: "warning",
        owner: PLATFORM,
        summary: "The kubelet on {{ $labels.instance }} cannot renew its certificate",
        description: "When it ends the node leaves the cluster.",
        runbook: {
          meaning: "The API server does not sign what the kubelet asks for.",
          commands: ["kubectl get csr", "ssh <node> rke2 certificate check --output table"],
          cured: "No further errors, and the node stays ready.",
        },
      },
    ],
  };
}
