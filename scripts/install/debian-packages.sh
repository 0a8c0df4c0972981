# shellcheck shell=bash
# Sourced by the scripts that install programs.

# install_debian_packages PACKAGE...: programs are wanted, not services: nothing that is installed here may start.
install_debian_packages() (
  policy=/usr/sbin/policy-rc.d
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    printf '%s: packages %s are missing; run this as root on Debian, or install them yourself\n' "$0" "$*" >&2
    exit 1
  fi
  if [ ! -e "$policy" ]; then
    trap 'rm -f /usr/sbin/policy-rc.d' EXIT
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
  fi
  apt-get update --quiet --quiet
  DEBIAN_FRONTEND=noninteractive apt-get install --quiet --quiet --yes --no-install-recommends "$@"
)
