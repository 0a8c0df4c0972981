#!/usr/bin/env bash
# Stops or starts one service of a running testbed: service.sh stop|start NAME, such as octavia or mariadb.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=services.sh
. "$here/lib/services.sh"
export PATH="$testbed_venv/bin:$PATH:/usr/sbin"

case "${1:-}" in
  stop) stop "${2:?names the service}" ;;
  start)
    start_service "${2:?names the service}"
    case " $API_SERVICES " in *" $2 "*) await_api "$2" ;; esac
    ;;
  *) fail "usage: service.sh stop|start NAME" ;;
esac
