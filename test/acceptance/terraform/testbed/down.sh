#!/usr/bin/env bash
# Stops the PostgreSQL that up.sh started and removes every file of it. Does nothing where nothing runs.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "$0")/common.sh"
state_folder

# Ends connections first. What does not end in time is cut off: nothing of it is kept.
if [[ -s $DATA/postmaster.pid ]]; then
  programs=$(postgresql_programs)
  for mode in fast immediate; do
    ! as_owner "$programs/pg_ctl" stop --silent --wait --timeout 20 --mode "$mode" --pgdata "$DATA" || break
  done
fi
rm -rf "$STATE"
