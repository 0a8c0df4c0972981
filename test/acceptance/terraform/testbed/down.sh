#!/usr/bin/env bash
# Stops the PostgreSQL that up.sh started and removes every file of it. Does nothing where nothing runs.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "$0")/common.sh"
state_folder

LONGEST_SECONDS=10

# stop MODE
stop() {
  as_owner "$(postgresql_programs)/pg_ctl" stop --silent --wait --timeout 20 --mode "$1" --pgdata "$DATA"
}

# `fast` ends connections first. What does not end in time is cut off: nothing of it is kept.
if [[ $(head -n 1 "$DATA/postmaster.pid" 2>/dev/null) =~ ^[0-9]+$ ]]; then
  stop fast || stop immediate
fi
# An initdb that was interrupted still tidies up.
until rm -rf "$STATE" 2>/dev/null; do
  ((SECONDS < LONGEST_SECONDS)) || fail "$STATE cannot be removed: somebody still writes there"
  sleep 0.2
done
