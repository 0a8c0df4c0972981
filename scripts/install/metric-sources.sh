# shellcheck shell=bash
# Sourced by the script that installs what checks need, after go-module.sh.

# read_metric_sources CACHE: reads the metrics that programs declare which are not built here, since they are too large. What was
# read is kept as <cache>/metric-sources/<name>.json, and read anew where the reader or the line of metric-sources.txt is another.
read_metric_sources() {
  local cache=$1 own=test/verify/monitoring/sources folder reader name module version packages source
  folder="$cache/metric-sources"
  reader="$folder/reader"
  if [ ! -x "$reader/metric-sources" ] || ! cat "$own"/*.go | cmp -s - "$reader/built-from"; then
    rm -rf "$folder"
    mkdir -p "$reader"
    install -m 644 "$own"/*.go "$reader"
    printf 'module health-cloud.example/metric-sources\n' >"$reader/go.mod"
    (cd "$reader" && go build -o metric-sources .)
    cat "$own"/*.go >"$reader/built-from"
  fi
  while read -r name module version packages; do
    case "$name" in '' | '#'*) continue ;; esac
    if [ "$(cat "$folder/$name.line" 2>/dev/null)" = "$module $version $packages" ]; then
      continue
    fi
    source=$(cd "$reader" && module_folder "$module@$version")
    # shellcheck disable=SC2086 # Several folders.
    "$reader/metric-sources" "$source" "$module" $packages >"$folder/$name.json"
    # Last, so that what was cut off is read again.
    printf '%s\n' "$module $version $packages" >"$folder/$name.line"
  done <scripts/install/metric-sources.txt
}
