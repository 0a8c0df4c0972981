#!/bin/bash
# Brings one RKE2 node up: installs RKE2, decides whether to start, to join or to initialise, and starts the unit.
# Safe to run again at any time. A server starts a new cluster only where MAY_INITIALIZE is true.
set -euo pipefail

ROOT="${ROOT:-}"
# shellcheck source=../common/functions.sh
. "$ROOT/opt/health-cloud/functions.sh"
# shellcheck source=/dev/null
. "$ROOT/etc/health-cloud/rke2.env"

RKE2_INSTALLER="${RKE2_INSTALLER:-/opt/rke2/install.sh}"
RKE2_ARTIFACT_PATH="${RKE2_ARTIFACT_PATH:-/opt/rke2/artifacts}"
# Unset on a machine: there the script waits without bound.
MAXIMUM_WAITS="${MAXIMUM_WAITS:-}"

REGISTRATION_URL="https://$API_ADDRESS:9345"
CONFIGURATION="$ROOT/etc/rancher/rke2"
DATA="$ROOT/var/lib/rancher/rke2"
AUTHORITIES="$ROOT/etc/health-cloud/certificate-authorities"
UNIT="rke2-$NODE_ROLE.service"
ANSWER="$(mktemp)"
trap 'rm -f "$ANSWER"' EXIT

installed_version() {
  { rke2 --version 2>/dev/null || true; } | sed -n 's/^rke2 version \([^ ]*\).*/\1/p'
}

install_rke2() {
  if [ "$(installed_version)" = "$RKE2_VERSION" ]; then
    return
  fi
  if [ ! -f "$RKE2_INSTALLER" ]; then
    refuse "RKE2 $RKE2_VERSION is not installed and there is no installer at $RKE2_INSTALLER: build both into the machine image"
  fi
  log "installing RKE2 $RKE2_VERSION"
  export INSTALL_RKE2_TYPE="$NODE_ROLE" INSTALL_RKE2_VERSION="$RKE2_VERSION" INSTALL_RKE2_METHOD=tar
  if [ -d "$RKE2_ARTIFACT_PATH" ]; then
    export INSTALL_RKE2_ARTIFACT_PATH="$RKE2_ARTIFACT_PATH"
  fi
  sh "$RKE2_INSTALLER"
  # The installer takes whatever the artifact folder holds, so an old image would bring up another version unnoticed.
  if [ "$(installed_version)" != "$RKE2_VERSION" ]; then
    refuse "got RKE2 $(installed_version), expected $RKE2_VERSION: build the machine image with the artifacts of $RKE2_VERSION"
  fi
}

prepare_host() {
  local folder
  for folder in /usr/local/share/rke2 /usr/share/rke2 /opt/rke2/share/rke2; do
    if [ -f "$ROOT$folder/rke2-cis-sysctl.conf" ]; then
      mkdir -p "$ROOT/etc/sysctl.d"
      cp "$ROOT$folder/rke2-cis-sysctl.conf" "$ROOT/etc/sysctl.d/60-rke2-cis.conf"
      sysctl -q -p "$ROOT/etc/sysctl.d/60-rke2-cis.conf"
      break
    fi
  done
  if [ ! -f "$ROOT/etc/sysctl.d/60-rke2-cis.conf" ]; then
    refuse "rke2-cis-sysctl.conf is in none of /usr/local/share/rke2, /usr/share/rke2, /opt/rke2/share/rke2: RKE2 is not installed whole"
  fi
  # The CIS profile refuses to start a server whose etcd would run as root.
  if [ "$NODE_ROLE" = server ] && ! id etcd >/dev/null 2>&1; then
    useradd --system --no-create-home --user-group --shell /sbin/nologin --comment "etcd user" etcd
  fi
}

# External endpoints that this node reaches through the exchange keep their names and ports: the kernel leads them there.
load_redirects() {
  if [ -f "$ROOT/etc/health-cloud/exchange-redirects.nft" ]; then
    require_program nft
    nft -f "$ROOT/etc/health-cloud/exchange-redirects.nft"
  fi
}

# The secure token K10<hash>::<user>:<password> pins the cluster's certificate authority.
pinned_hash() {
  sed -n 's/.*"token": *"K10\([0-9a-f]\{64\}\)::.*/\1/p' "$CONFIGURATION/config.yaml.d/90-secrets.yaml"
}

# True when the cluster answers. Refuses when something else answers in its place.
cluster_answers() {
  local status hash
  # The certificate cannot be checked before its authority is known: the hash below is the check.
  status="$(curl --silent --insecure --max-time 10 --output "$ANSWER" --write-out '%{http_code}' "$REGISTRATION_URL/cacerts" || true)"
  if [ "$status" != 200 ]; then
    return 1
  fi
  hash="$(sha256sum <"$ANSWER" | cut -d ' ' -f 1)"
  if [ "$hash" != "$PINNED_HASH" ]; then
    refuse "$REGISTRATION_URL/cacerts has SHA-256 $hash, the join token pins $PINNED_HASH: another cluster answers at this address; check the load balancer's members and the PKI stack"
  fi
}

wait_for_cluster() {
  local pause=5 since_log=60 waits=0
  until cluster_answers; do
    if [ "$since_log" -ge 60 ]; then
      log "waiting for the cluster at $REGISTRATION_URL: it does not answer, and this $NODE_ROLE may not start a new cluster"
      since_log=0
    fi
    waits=$((waits + 1))
    if [ -n "$MAXIMUM_WAITS" ] && [ "$waits" -ge "$MAXIMUM_WAITS" ]; then
      log "gave up after $waits waits"
      exit 75
    fi
    sleep "$pause"
    since_log=$((since_log + pause))
    pause=$((pause * 2 > 60 ? 60 : pause * 2))
  done
}

# A load balancer may need some seconds to see its members, so one silent moment proves nothing.
cluster_stays_silent() {
  local try
  for try in 1 2 3 4 5 6; do
    if cluster_answers; then
      return 1
    fi
    if [ "$try" -lt 6 ]; then
      sleep 5
    fi
  done
}

write_configuration() {
  mkdir -p "$CONFIGURATION"
  (umask 077 && printf '%s\n' "$1" >"$CONFIGURATION/config.yaml.new")
  mv "$CONFIGURATION/config.yaml.new" "$CONFIGURATION/config.yaml"
}

join_cluster() {
  log "joining the cluster at $REGISTRATION_URL"
  write_configuration "server: $REGISTRATION_URL"
}

# The authorities come in one file, which compresses far better than eleven: each stands below a line "# <path>".
split_authorities() {
  local line target=/dev/null
  while IFS= read -r line; do
    if [ "${line#\# }" != "$line" ]; then
      target="$1/${line#\# }"
      mkdir -p "$(dirname "$target")"
    else
      printf '%s\n' "$line" >>"$target"
    fi
  done <"$AUTHORITIES"
}

place_authorities() {
  local parts source target
  parts="$(mktemp -d)"
  split_authorities "$parts"
  if [ "$(sha256sum <"$parts/server-ca.crt" | cut -d ' ' -f 1)" != "$PINNED_HASH" ]; then
    rm -rf "$parts"
    refuse "the given server-ca.crt is not the authority that the join token pins: make both from the same PKI stack"
  fi
  while IFS= read -r source; do
    target="$DATA/server/tls/${source#"$parts"/}"
    if [ ! -e "$target" ]; then
      mkdir -p "$(dirname "$target")"
      install -m 0600 "$source" "$target"
    fi
  done < <(find "$parts" -type f)
  rm -rf "$parts"
}

initialise_cluster() {
  if [ ! -f "$AUTHORITIES" ]; then
    refuse "this server may initialise the cluster, but its certificate authorities are missing in $AUTHORITIES"
  fi
  place_authorities
  log "initialising a new cluster: $REGISTRATION_URL is silent and this server may initialise"
  write_configuration "# This machine started the cluster."
}

decide() {
  if [ "$NODE_ROLE" = server ] && [ -d "$DATA/server/db/etcd/member" ]; then
    log "starting with the etcd data on disk"
    if [ ! -f "$CONFIGURATION/config.yaml" ]; then
      write_configuration "server: $REGISTRATION_URL"
    fi
    return
  fi
  if [ "$NODE_ROLE" = agent ] && [ -f "$DATA/agent/kubelet.kubeconfig" ] && [ -f "$CONFIGURATION/config.yaml" ]; then
    log "starting an agent that joined before"
    return
  fi
  PINNED_HASH="$(pinned_hash)"
  if [ -z "$PINNED_HASH" ]; then
    refuse "the join token in $CONFIGURATION/config.yaml.d/90-secrets.yaml is not of the form K10<hash>::<user>:<password>"
  fi
  if [ "$NODE_ROLE" = server ] && [ "$MAY_INITIALIZE" = true ] && cluster_stays_silent; then
    initialise_cluster
    return
  fi
  wait_for_cluster
  join_cluster
}

load_redirects
case "$(systemctl is-active "$UNIT" || true)" in
  active | activating)
    log "$UNIT runs already"
    exit 0
    ;;
esac

install_rke2
prepare_host
decide
systemctl enable "$UNIT"
log "starting $UNIT"
if ! systemctl start "$UNIT"; then
  log "$UNIT did not start at once, systemd keeps trying: journalctl -u $UNIT"
  exit 1
fi
# RKE2 keeps its own copy by now; one less place that holds the keys.
rm -f "$AUTHORITIES"
log "$UNIT is up"
