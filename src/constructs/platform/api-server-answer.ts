import { DataResource, Fn } from "cdktf";
import type { Construct } from "constructs";
import type { IClusterAccess } from "../kubernetes/api-access";

export interface ApiServerAnswerProps {
  readonly access: IClusterAccess;

  /**
   * How often the API server is asked.
   * @default 30
   */
  readonly attempts?: number;

  /**
   * Seconds between two attempts. Each attempt itself takes ten at most.
   * @default 20
   */
  readonly pauseSeconds?: number;
}

const ATTEMPT_SECONDS = 10;

/**
 * Stands once the API server is ready: machines exist minutes before their cluster answers. It asks when it is created, and
 * again for another address or another authority, never on every plan. What goes into the cluster depends on it.
 *
 * It runs where Terraform runs, needs `curl` there, and fails with the address and what to check.
 */
export class ApiServerAnswer extends DataResource {
  constructor(scope: Construct, id: string, props: ApiServerAnswerProps) {
    const { access, attempts = 30, pauseSeconds = 20 } = props;
    super(scope, id, {
      triggersReplace: { host: access.host, authority: Fn.sha256(access.clusterCaCertificate) },
      provisioners: [
        {
          type: "local-exec",
          interpreter: ["/bin/sh", "-c"],
          command: ASK_API_SERVER,
          // Terraform shows a provisioner's command, and never its environment.
          environment: {
            API_SERVER: access.host,
            CLUSTER_CA_CERTIFICATE: access.clusterCaCertificate,
            CLIENT_CERTIFICATE: access.clientCertificate,
            CLIENT_KEY: access.clientKey,
            ATTEMPTS: String(attempts),
            ATTEMPT_SECONDS: String(ATTEMPT_SECONDS),
            PAUSE_SECONDS: String(pauseSeconds),
          },
        },
      ],
    });
  }
}

/** POSIX sh. Certificates go into files that nobody else can read, and that are gone at the end. */
export const ASK_API_SERVER = `set -eu
command -v curl >/dev/null || { echo "curl is not installed on this machine: it asks the API server whether it is ready" >&2; exit 1; }
umask 077
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM
printf '%s' "$CLUSTER_CA_CERTIFICATE" > "$folder/ca.crt"
printf '%s' "$CLIENT_CERTIFICATE" > "$folder/client.crt"
printf '%s' "$CLIENT_KEY" > "$folder/client.key"
attempt=0
while [ "$attempt" -lt "$ATTEMPTS" ]; do
  [ "$attempt" -eq 0 ] || sleep "$PAUSE_SECONDS"
  attempt=$((attempt + 1))
  if curl --silent --show-error --fail --output /dev/null --max-time "$ATTEMPT_SECONDS" \\
    --cacert "$folder/ca.crt" --cert "$folder/client.crt" --key "$folder/client.key" \\
    "$API_SERVER/readyz" 2> "$folder/reason"; then
    exit 0
  fi
done
minutes=$((ATTEMPTS * (ATTEMPT_SECONDS + PAUSE_SECONDS) / 60))
echo "the API server at $API_SERVER did not answer within $minutes minutes: is the cluster stack deployed, and does this machine stand in management?" >&2
echo "the last attempt said: $(cat "$folder/reason")" >&2
exit 1
`;
