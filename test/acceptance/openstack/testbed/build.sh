#!/usr/bin/env bash
# Installs what the testbed runs: Debian's packages, and OpenStack in a Python environment under the cache folder. What is
# there already is kept.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=processes.sh
. "$here/lib/processes.sh"
# shellcheck source=../../../../scripts/install/debian-packages.sh
. "$here/../../../../scripts/install/debian-packages.sh"

packages_are_there() {
  [ -x /usr/sbin/mariadbd ] && [ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] &&
    command -v memcached curl >/dev/null && python3 -c 'import ensurepip' 2>/dev/null
}

# constraints.txt names every package that is needed, so pip has nothing to resolve.
install_openstack() {
  local mark
  mark="$testbed_venv/.installed-$(sha256sum "$here/constraints.txt" | cut -c1-16)"
  if [ -e "$mark" ]; then
    return
  fi
  say "installs OpenStack, which takes some minutes"
  python3 -m venv "$testbed_venv"
  "$testbed_venv/bin/pip" install --quiet --disable-pip-version-check --no-deps --requirement "$here/constraints.txt"
  touch "$mark"
}

if ! packages_are_there; then
  say "installs Debian's packages"
  install_debian_packages mariadb-server-core mariadb-client-core rabbitmq-server memcached curl python3-venv
fi
install_openstack
