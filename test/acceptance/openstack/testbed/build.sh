#!/usr/bin/env bash
# Installs what the testbed runs: Debian's packages, and OpenStack in a Python environment under the cache folder. What is
# there already is kept.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=processes.sh
. "$here/lib/processes.sh"

packages_are_there() {
  [ -x /usr/sbin/mariadbd ] && [ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] &&
    command -v memcached curl >/dev/null && python3 -c 'import ensurepip' 2>/dev/null
}

# The testbed starts the programs itself: none of their services may start with the installation.
install_packages() {
  local policy=/usr/sbin/policy-rc.d
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    fail "MariaDB, RabbitMQ, memcached, curl or Python's venv is missing; run this as root on Debian, or install them"
  fi
  if [ ! -e "$policy" ]; then
    trap 'rm -f /usr/sbin/policy-rc.d' EXIT
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
  fi
  say "installs Debian's packages"
  apt-get update --quiet --quiet
  DEBIAN_FRONTEND=noninteractive apt-get install --quiet --quiet --yes --no-install-recommends \
    mariadb-server-core mariadb-client-core rabbitmq-server memcached curl python3-venv
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

packages_are_there || install_packages
install_openstack
