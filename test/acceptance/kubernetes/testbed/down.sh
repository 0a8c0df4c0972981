#!/usr/bin/env bash
# Stops what up.sh started and removes every file of it. Does nothing where nothing runs.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "$0")/common.sh"
state_folder

for ((index = ${#COMPONENTS[@]} - 1; index >= 0; index -= 1)); do
  stop "${COMPONENTS[index]}"
done
rm -rf "$STATE"
