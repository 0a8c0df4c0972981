# shellcheck shell=bash
# Sourced by the script that installs what checks need, after go-module.sh.

# build_alertmanager CACHE: builds the Alertmanager of amtool's version. Its published module lacks the web page that it holds, so
# it is built from a copy with an empty one.
build_alertmanager() {
  local cache=$1 version folder source
  version="$(awk '$1 == "amtool" { print $3 }' scripts/install/go-programs.txt)"
  folder="$cache/alertmanager/${version#v}"
  if [ -x "$folder/alertmanager" ]; then
    return
  fi
  rm -rf "$folder/module"
  mkdir -p "$folder"
  dependent_module "$folder/any" github.com/prometheus/alertmanager "$version"
  source=$(cd "$folder/any" && module_folder "github.com/prometheus/alertmanager@$version")
  cp -r --no-preserve=mode "$source" "$folder/module"
  mkdir -p "$folder/module/ui/app/dist"
  printf '<!doctype html>\n' >"$folder/module/ui/app/dist/index.html"
  (cd "$folder/module" && go build -ldflags "-s -w" -o ../alertmanager ./cmd/alertmanager)
  rm -rf "$folder/module" "$folder/any"
}
