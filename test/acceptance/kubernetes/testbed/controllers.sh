#!/usr/bin/env bash
# Starts the controller manager anew: with the flags that are given besides the testbed's own, or as up.sh does where none is.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "$0")/common.sh"
state_folder

stop kube-controller-manager
(($# == 0)) || export HEALTH_CLOUD_CONTROLLER_FLAGS="$*"
exec bash "$(dirname "$0")/up.sh"
