# shellcheck shell=bash
# Sourced by the script that installs what checks need, after go-module.sh.

# build_alertmanager_pages CACHE: builds test/verify/monitoring/alertmanager/pages_test.go against the version of
# Alertmanager whose amtool is installed. A newer source is built anew; what amtool's build left makes it quick.
build_alertmanager_pages() {
  local cache=$1 source=test/verify/monitoring/alertmanager/pages_test.go version folder
  version="$(awk '$1 == "amtool" { print $3 }' scripts/install/go-programs.txt)"
  folder="$cache/alertmanager-pages/${version#v}"
  if [ -x "$folder/alertmanager-pages" ] && cmp -s "$source" "$folder/module/pages_test.go"; then
    return
  fi
  mkdir -p "$folder/module"
  dependent_module "$folder/module" github.com/prometheus/alertmanager "$version"
  install -m 644 "$source" "$folder/module/pages_test.go"
  (cd "$folder/module" && go test -c -o ../alertmanager-pages .)
}
