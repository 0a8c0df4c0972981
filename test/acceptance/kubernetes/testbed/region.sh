#!/usr/bin/env bash
# Cuts a whole cloud off, or heals it: freezes the KWOK that plays its kubelets, or lets it go on. Its nodes fall silent, as when
# the line to the cloud breaks, and the pods there stay as they are.
# Usage: region.sh cut|heal REGION
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "$0")/common.sh"
state_folder

component=kwok@${2:?name the region}
is_running "$component" || fail "nothing plays the kubelets of region $2 alone: only those of $CUT_REGION can be cut off"
case $1 in
  cut) signal=STOP ;;
  heal) signal=CONT ;;
  *) fail "got $1, expected cut or heal" ;;
esac
kill "-$signal" "$(cat "$PIDS/$component")"
