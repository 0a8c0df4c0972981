#!/usr/bin/env bash
# Installs the programs that `npm run verify` needs. What is there already is kept, so a second run takes no time.
# Terraform itself is not among them: it comes from your own distribution or from its maker.
set -euo pipefail

cd "$(dirname "$0")/.."
# shellcheck source=scripts/install/debian-packages.sh
. scripts/install/debian-packages.sh
# shellcheck source=scripts/install/go-programs.sh
. scripts/install/go-programs.sh
# shellcheck source=scripts/install/go-module.sh
. scripts/install/go-module.sh
# shellcheck source=scripts/install/alertmanager-pages.sh
. scripts/install/alertmanager-pages.sh
# shellcheck source=scripts/install/policy-evaluator.sh
. scripts/install/policy-evaluator.sh

cache="${HEALTH_CLOUD_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/health-cloud}"

# Debian's package of each program.
declare -A packages=(
  [cloud-init]=cloud-init
  [haproxy]=haproxy
  [ip]=iproute2
  [nft]=nftables
  [python3]=python3
  [shellcheck]=shellcheck
  [sshd]=openssh-server
  [unshare]=util-linux
)

fail() {
  printf 'verify:install: %s\n' "$*" >&2
  exit 1
}

install_missing_packages() {
  local program missing=()
  for program in "${!packages[@]}"; do
    PATH="$PATH:/usr/sbin:/sbin" command -v "$program" >/dev/null 2>&1 || missing+=("${packages[$program]}")
  done
  if [ "${#missing[@]}" -eq 0 ]; then
    return
  fi
  # A machine that no cloud made must not be configured as one at its next boot.
  if [[ " ${missing[*]} " == *" cloud-init "* ]] && [ "$(id -u)" -eq 0 ]; then
    mkdir -p /etc/cloud
    touch /etc/cloud/cloud-init.disabled
  fi
  install_debian_packages "${missing[@]}"
}

# The provider's registry serves the same program; building it needs the Go module proxy alone.
build_openstack_provider() {
  local version folder
  version="$(sed -n 's/.*terraform-provider-openstack\/openstack@\([0-9.]*\).*/\1/p' cdktf.json)"
  [ -n "$version" ] || fail "cdktf.json pins no version of terraform-provider-openstack/openstack"
  folder="$cache/terraform-provider-openstack/$version"
  if [ -x "$folder/terraform-provider-openstack" ]; then
    return
  fi
  command -v go >/dev/null 2>&1 || fail "go is missing: install Go, which builds the OpenStack provider"
  mkdir -p "$folder"
  GOBIN="$folder" go install "github.com/terraform-provider-openstack/terraform-provider-openstack/v${version%%.*}@v$version"
}

install_missing_packages
build_openstack_provider
build_go_programs "$cache" || fail "a program of scripts/install/go-programs.txt could not be built"
build_alertmanager_pages "$cache" || fail "the simulation of Alertmanager's pages could not be built"
build_policy_evaluator "$cache" || fail "the evaluator of NetworkPolicies could not be built"
command -v terraform >/dev/null 2>&1 || fail "terraform is missing: install Terraform 1.5 or newer and put it on PATH"
printf 'verify:install: everything is there; run npm run verify\n'
