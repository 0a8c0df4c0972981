# shellcheck shell=bash
# Sourced by the scripts that build programs whose modules have replacements, which `go install` refuses.

export GOFLAGS="-mod=mod -buildvcs=false" GOTOOLCHAIN=local CGO_ENABLED=0

# dependent_module FOLDER MODULE VERSION [STAGING_VERSION]
# Makes a module that builds MODULE's programs with exactly the dependencies that MODULE itself names. Its local
# replacements, which are staged parts of the same repository, become their published versions.
dependent_module() {
  local folder=$1 module=$2 version=$3 staging=${4:-$3} source
  mkdir -p "$folder"
  rm -f "$folder/go.mod"
  source=$(cd "$folder" && module_folder "$module@$version")
  sed -E \
    -e 's#^module .*#module health-cloud.example/dependent#' \
    -e '/^toolchain /d' \
    -e "s#^([[:space:]]*)(replace )?([^[:space:]]+) => \.\.?/.*#\1\2\3 => \3 $staging#" \
    "$source/go.mod" >"$folder/go.mod"
  printf '\nrequire %s %s\n' "$module" "$version" >>"$folder/go.mod"
  install -m 644 "$source/go.sum" "$folder/go.sum"
}

# module_folder MODULE@VERSION: downloads a module and prints where it stands.
module_folder() { go mod download -json "$1" | sed -nE 's/^\t"Dir": "(.*)",?$/\1/p'; }
