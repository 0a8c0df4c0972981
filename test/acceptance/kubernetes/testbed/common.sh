# Sourced by the scripts of this folder: what is built, where it is kept, and where a running control plane stands.
# shellcheck shell=bash disable=SC2034

KUBERNETES_VERSION=1.37.2
ETCD_VERSION=3.7.3
KWOK_VERSION=0.8.0

# Built programs are kept here from one run to the next.
CACHE=${HEALTH_CLOUD_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/health-cloud}/kubernetes
BIN=$CACHE/bin
STAGES=$CACHE/kwok-stages-$KWOK_VERSION.yaml

# Everything of one run stands here, and goes with it.
state_folder() {
  STATE=${HEALTH_CLOUD_ACCEPTANCE_HOME:?set it to the folder of this run}/kubernetes
  PKI=$STATE/pki
  LOGS=$STATE/logs
  PIDS=$STATE/pids
}

# The running components in the order of their start.
COMPONENTS=(etcd kube-apiserver kube-controller-manager kube-scheduler kwok)

fail() {
  printf '%s: %s\n' "$(basename "$0")" "$*" >&2
  exit 1
}

# is_running COMPONENT: whether the process that was started as the component still runs its program.
is_running() {
  local pid
  pid=$(cat "$PIDS/$1" 2>/dev/null) || return 1
  [[ $(readlink "/proc/$pid/exe" 2>/dev/null) == "$BIN/$1"* ]]
}
