#!/usr/bin/env bash
# Stops what up.sh started and removes every file of it. Does nothing where nothing runs.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "$0")/common.sh"
state_folder

STOP_SECONDS=10

# stop COMPONENT: only a process that still runs the component's program is ended.
stop() {
  local component=$1 pid end=$((SECONDS + STOP_SECONDS))
  is_running "$component" || return 0
  pid=$(cat "$PIDS/$component")
  # A test may have frozen it.
  kill -CONT "$pid" 2>/dev/null || true
  kill -TERM "$pid" 2>/dev/null || true
  while is_running "$component"; do
    if ((SECONDS >= end)); then kill -KILL "$pid" 2>/dev/null || true; fi
    sleep 0.1
  done
}

for ((index = ${#COMPONENTS[@]} - 1; index >= 0; index -= 1)); do
  stop "${COMPONENTS[index]}"
done
rm -rf "$STATE"
