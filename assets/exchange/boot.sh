#!/bin/bash
# Brings an exchange proxy up. Safe to run again at any time.
set -euo pipefail

ROOT="${ROOT:-}"
# shellcheck source=../common/functions.sh
. "$ROOT/opt/health-cloud/functions.sh"

CONFIGURATION="$ROOT/etc/haproxy/haproxy.cfg"

require_program haproxy
if ! report="$(haproxy -c -q -f "$CONFIGURATION" 2>&1)"; then
  refuse "HAProxy does not accept $CONFIGURATION: $report"
fi
# Enforcing SELinux allows HAProxy the well-known ports alone.
if command -v setsebool >/dev/null 2>&1; then
  setsebool -P haproxy_connect_any 1
fi
systemctl enable haproxy.service
systemctl restart haproxy.service
log "HAProxy is up"
