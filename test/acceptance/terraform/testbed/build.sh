#!/usr/bin/env bash
# Installs Debian's PostgreSQL, and builds OpenTofu from the Go module proxy into the cache folder.
# What is there already in the wanted version is left alone.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "$0")/common.sh"
# shellcheck source-path=SCRIPTDIR source=../../../../scripts/install/debian-packages.sh
source "$(dirname "$0")/../../../../scripts/install/debian-packages.sh"
# shellcheck source-path=SCRIPTDIR source=../../../../scripts/install/go-module.sh
source "$(dirname "$0")/../../../../scripts/install/go-module.sh"

# The package would make a database of its own, which the machine's next boot would start.
install_postgresql() (
  settings=/etc/postgresql-common/createcluster.d/health-cloud.conf
  if [[ $(id -u) -eq 0 ]]; then
    mkdir -p "$(dirname "$settings")"
    trap 'rm -f /etc/postgresql-common/createcluster.d/health-cloud.conf' EXIT
    echo 'create_main_cluster = false' >"$settings"
  fi
  install_debian_packages postgresql
)

build_opentofu() {
  [[ ! -x $OPENTOFU ]] || return 0
  command -v go >/dev/null || fail "go is not installed: install Go 1.26 or newer"
  echo "building OpenTofu $OPENTOFU_VERSION, which takes some minutes"
  local module=github.com/opentofu/opentofu folder=$CACHE/sources/$OPENTOFU_VERSION
  dependent_module "$folder" "$module" "v$OPENTOFU_VERSION"
  (cd "$folder" && go build -ldflags "-s -w -X $module/version.dev=no" -o tofu "$module/cmd/tofu")
  mkdir -p "$(dirname "$OPENTOFU")"
  # Moved when it is whole, so that what was cut off is built again.
  mv "$folder/tofu" "$OPENTOFU"
}

postgresql_programs >/dev/null || install_postgresql
build_opentofu
