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

# The running components in the order of their start. KWOK plays the kubelets of one cloud apart from all others, so that this
# cloud can be cut off; what stands behind an @ tells two components of one program apart.
CUT_REGION=chutian
COMPONENTS=(etcd kube-apiserver kube-controller-manager kube-scheduler kwok "kwok@$CUT_REGION")

fail() {
  printf '%s: %s\n' "$(basename "$0")" "$*" >&2
  exit 1
}

# program COMPONENT: the path of its program.
program() { printf '%s\n' "$BIN/${1%@*}"; }

# is_running COMPONENT: whether the process that was started as the component still runs its program.
is_running() {
  local pid
  pid=$(cat "$PIDS/$1" 2>/dev/null) || return 1
  [[ $(readlink "/proc/$pid/exe" 2>/dev/null) == "$(program "$1")"* ]]
}

STOP_SECONDS=10

# stop COMPONENT: only a process that still runs the component's program is ended.
stop() {
  local component=$1 pid end=$((SECONDS + STOP_SECONDS))
  is_running "$component" || return 0
  pid=$(cat "$PIDS/$component")
  # A test may have frozen it.
  kill -CONT "$pid" 2>/dev/null || true
  kill -TERM "$pid" 2>/dev/null || true
  while is_running "$component"; do
    if ((SECONDS >= end)); then kill -KILL "$pid" 2>/dev/null || true; fi
    sleep 0.1
  done
}
