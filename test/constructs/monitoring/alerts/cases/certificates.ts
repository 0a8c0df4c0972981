import { fires, quiet, type AlertCase, type GroupCases } from "../alert-case";

const DAY = 24 * 3600;

/** promtool's time starts at 0, so the end of a certificate is as far away as its number of seconds, less what has passed. */
function ends(
  series: string,
  days: number,
  labels: Readonly<Record<string, string>>,
  afterFor: string,
  value: string,
): AlertCase[] {
  return [
    fires(`less than ${days} days before the end`, afterFor, { [series]: `${days * DAY - 60}x120` }, { labels, value }),
    quiet("further away", afterFor, { [series]: `${(days + 1) * DAY}x120` }),
    quiet(`exactly ${days} days before the end`, "0m", { [series]: `${days * DAY}x120` }),
    quiet("without the series", afterFor, {}),
  ];
}

const OF_MANAGER =
  'certmanager_certificate_expiration_timestamp_seconds{exported_namespace="envoy-gateway-system",namespace="cert-manager",name="gateway-certificate"}';
const OF_MANAGER_LABELS = { namespace: "envoy-gateway-system", name: "gateway-certificate" };
const SHOWN = 'probe_ssl_earliest_cert_expiry{probe="portal",service="card",instance="https://10.0.0.9/"}';
const SHOWN_LABELS = { probe: "portal", service: "card", instance: "https://10.0.0.9/" };

const READY = 'certmanager_certificate_ready_status{namespace="a",name="b",condition="False"}';

export const certificates: GroupCases = {
  CertificateNotRenewed: ends(OF_MANAGER, 21, OF_MANAGER_LABELS, "60m", "20d 22h 59m 0s"),
  CertificateEndsNow: ends(OF_MANAGER, 3, OF_MANAGER_LABELS, "10m", ""),
  CertificateNotReady: [
    fires("after a quarter of an hour", "15m", { [READY]: "1x20" }, { labels: { namespace: "a", name: "b" } }),
    quiet("before", "14m", { [READY]: "1x20" }),
    quiet("when it is ready", "20m", {
      [READY]: "0x20",
      'certmanager_certificate_ready_status{namespace="a",name="b",condition="True"}': "1x20",
    }),
  ],
  ShownCertificateEndsSoon: ends(SHOWN, 14, SHOWN_LABELS, "60m", "13d 22h 59m 0s"),
  ShownCertificateEndsNow: ends(SHOWN, 3, SHOWN_LABELS, "10m", ""),
  KubeletCertificateNotRenewed: [
    fires(
      "when it fails every minute",
      "30m",
      {
        'kubelet_certificate_manager_client_expiration_renew_errors{instance="n1"}': "0+1x40",
        'kubelet_server_expiration_renew_errors{instance="n1"}': "0x40",
      },
      { labels: { instance: "n1" } },
    ),
    quiet("when it never fails", "40m", {
      'kubelet_certificate_manager_client_expiration_renew_errors{instance="n1"}': "0x40",
      'kubelet_server_expiration_renew_errors{instance="n1"}': "0x40",
    }),
  ],
};
