#!/usr/bin/env bash
# Builds etcd, the Kubernetes control plane and KWOK from the Go module proxy into the cache folder.
# What is built already in the wanted version is left alone.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "$0")/common.sh"
# shellcheck source-path=SCRIPTDIR source=../../../../scripts/install/go-module.sh
source "$(dirname "$0")/../../../../scripts/install/go-module.sh"

SOURCES=$CACHE/sources

command -v go >/dev/null || fail "go is not installed: install Go 1.26 or newer"
mkdir -p "$BIN" "$SOURCES"

# is_built PROGRAM VERSION
is_built() { [[ -x $BIN/$1 && $(cat "$BIN/.$1.version" 2>/dev/null) == "$2" ]]; }

# install_built FOLDER VERSION PROGRAM...: the version is written last, so that what was cut off is built again.
install_built() {
  local folder=$1 version=$2 program
  shift 2
  for program in "$@"; do
    mv "$folder/$program" "$BIN/$program"
    echo "$version" >"$BIN/.$program.version"
  done
}

build_kubernetes() {
  local programs=(kube-apiserver kube-controller-manager kube-scheduler) missing=() program
  for program in "${programs[@]}"; do
    is_built "$program" "$KUBERNETES_VERSION" || missing+=("$program")
  done
  [[ ${#missing[@]} -gt 0 ]] || return 0

  echo "building Kubernetes $KUBERNETES_VERSION: ${missing[*]}"
  local folder=$SOURCES/kubernetes-$KUBERNETES_VERSION
  dependent_module "$folder" k8s.io/kubernetes "v$KUBERNETES_VERSION" "v0.${KUBERNETES_VERSION#*.}"
  local minor=${KUBERNETES_VERSION#*.} flags="-s -w" package
  # Kubernetes compares its programs' versions with each other.
  for package in k8s.io/component-base/version k8s.io/client-go/pkg/version; do
    flags+=" -X $package.gitVersion=v$KUBERNETES_VERSION -X $package.gitMajor=1 -X $package.gitMinor=${minor%%.*}"
  done
  mkdir -p "$folder/out"
  (cd "$folder" && go build -tags notest,grpcnotrace -ldflags "$flags" -o out/ "${missing[@]/#/k8s.io/kubernetes/cmd/}")
  install_built "$folder/out" "$KUBERNETES_VERSION" "${missing[@]}"
}

build_etcd() {
  ! is_built etcd "$ETCD_VERSION" || return 0
  echo "building etcd $ETCD_VERSION"
  local folder=$SOURCES/etcd-$ETCD_VERSION
  dependent_module "$folder" go.etcd.io/etcd/server/v3 "v$ETCD_VERSION"
  (cd "$folder" && go build -ldflags "-s -w" -o out/etcd go.etcd.io/etcd/server/v3)
  install_built "$folder/out" "$ETCD_VERSION" etcd
}

build_kwok() {
  if is_built kwok "$KWOK_VERSION" && [[ -s $STAGES ]]; then return 0; fi
  echo "building KWOK $KWOK_VERSION"
  local folder=$SOURCES/kwok-$KWOK_VERSION source stage
  dependent_module "$folder" sigs.k8s.io/kwok "v$KWOK_VERSION"
  (cd "$folder" && go build -ldflags "-s -w" -o out/kwok sigs.k8s.io/kwok/cmd/kwok)
  # KWOK has no stages of its own: these say what its nodes and pods do, and how soon.
  source=$(cd "$folder" && module_folder "sigs.k8s.io/kwok@v$KWOK_VERSION")
  for stage in node/fast/node-initialize node/heartbeat-with-lease/node-heartbeat-with-lease \
    pod/fast/pod-ready pod/fast/pod-complete pod/fast/pod-delete; do
    printf -- '---\n'
    cat "$source/kustomize/stage/$stage.yaml"
  done >"$STAGES"
  install_built "$folder/out" "$KWOK_VERSION" kwok
}

build_etcd
build_kubernetes
build_kwok
