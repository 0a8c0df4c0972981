#!/bin/bash
# Brings an IPsec gateway up. Safe to run again at any time.
set -euo pipefail

ROOT="${ROOT:-}"
# shellcheck source=../common/functions.sh
. "$ROOT/opt/health-cloud/functions.sh"

SITES_AUTHORITY="$ROOT/etc/swanctl/x509ca/sites.pem"
KEEPALIVED="$ROOT/etc/keepalived/keepalived.conf"

# A package may have started strongSwan by itself: what is refused must not run either.
refuse_and_stop() {
  systemctl disable --now strongswan.service
  refuse "$@"
}

require_program swanctl
require_program nft

# Without the plugin, or without address blocks in the authority's own certificate, a site could ask for another site's
# addresses and get them.
if [ -f "$SITES_AUTHORITY" ]; then
  require_program openssl
  if [ -z "$(find "$ROOT/usr/lib" "$ROOT/usr/lib64" -name libstrongswan-addrblock.so -print -quit 2>/dev/null)" ]; then
    refuse_and_stop "strongSwan's plugin addrblock is missing: build it into the machine image (Debian: libcharon-extra-plugins)"
  fi
  if ! openssl x509 -in "$SITES_AUTHORITY" -noout -text | grep -q sbgp-ipAddrBlock; then
    refuse_and_stop "the sites' certificate authority has no RFC 3779 address blocks: issue it anew with the sites' supernets as address blocks"
  fi
fi

sysctl -q -p "$ROOT/etc/sysctl.d/60-health-cloud-gateway.conf"
nft -f "$ROOT/etc/health-cloud/gateway.nft"
systemctl daemon-reload

if [ -f "$ROOT/etc/health-cloud/keepalived.conf" ]; then
  require_program keepalived
  interface="$(ip -o -4 route show default | sed -n '1s/.* dev \([^ ]*\).*/\1/p')"
  [ -n "$interface" ] || refuse "no network interface has the default route, so keepalived has nowhere to put the virtual address"
  sed "s/@INTERFACE@/$interface/" "$ROOT/etc/health-cloud/keepalived.conf" >"$KEEPALIVED"
  # keepalived starts and stops strongSwan: only the holder of the virtual address may speak to the peers.
  systemctl disable strongswan.service
  systemctl enable keepalived.service
  systemctl restart keepalived.service
  log "keepalived decides on $interface which gateway of the pair is active"
else
  systemctl enable strongswan.service
  systemctl restart strongswan.service
  log "strongSwan is up"
fi
