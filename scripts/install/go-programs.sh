# shellcheck shell=bash
# Sourced by the scripts that need the programs of scripts/install/go-programs.txt.

# build_go_programs CACHE: builds what is missing there into <cache>/<name>/<version>/<name>. CC is not needed.
build_go_programs() {
  local cache=$1 name package version tags folder
  while read -r name package version tags; do
    case "$name" in '' | '#'*) continue ;; esac
    folder="$cache/$name/${version#v}"
    if [ -x "$folder/$name" ]; then
      continue
    fi
    command -v go >/dev/null 2>&1 || {
      printf 'go is missing: install Go, which builds %s\n' "$name" >&2
      return 1
    }
    mkdir -p "$folder"
    CGO_ENABLED=0 GOTOOLCHAIN=local GOBIN="$folder" go install -tags "$tags" "$package@$version"
  done <scripts/install/go-programs.txt
}
