# shellcheck shell=bash
# Sourced by the script that installs what checks need, after go-module.sh and metric-sources.sh.

# Alloy's own parser of its configuration, a module that builds alone. Its grammar is that of every version 1.
ALLOY_SYNTAX_VERSION=v0.1.0

# build_alloy_check CACHE: builds what compares a configuration with the source of Alloy in the version of metric-sources.txt, and
# writes down where that source stands.
build_alloy_check() {
  local cache=$1 own=test/verify/monitoring/alloy shared=test/verify/monitoring/sources/source.go folder version
  folder="$cache/alloy-check"
  version="$(awk '$1 == "alloy" { print $3 }' scripts/install/metric-sources.txt)"
  if [ -x "$folder/alloy-check" ] && [ "$(cat "$folder/version" 2>/dev/null)" = "$version $ALLOY_SYNTAX_VERSION" ] &&
    cat "$own"/*.go "$shared" | cmp -s - "$folder/built-from" && [ -d "$(cat "$folder/source")" ]; then
    return
  fi
  rm -rf "$folder"
  mkdir -p "$folder/module"
  install -m 644 "$own"/*.go "$shared" "$folder/module"
  printf 'module health-cloud.example/alloy-check\n\nrequire github.com/grafana/alloy/syntax %s\n' \
    "$ALLOY_SYNTAX_VERSION" >"$folder/module/go.mod"
  (cd "$folder/module" && go build -ldflags "-s -w" -o ../alloy-check .)
  (cd "$folder/module" && module_folder "github.com/grafana/alloy@$version") >"$folder/source"
  cat "$own"/*.go "$shared" >"$folder/built-from"
  # Last, so that what was cut off is built again.
  printf '%s\n' "$version $ALLOY_SYNTAX_VERSION" >"$folder/version"
}
