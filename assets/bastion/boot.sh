#!/bin/bash
# Hardens a bastion or runner. Safe to run again at any time.
set -euo pipefail

ROOT="${ROOT:-}"
# shellcheck source=../common/functions.sh
. "$ROOT/opt/health-cloud/functions.sh"

IDLE_TIMEOUT="$ROOT/etc/ssh/sshd_config.d/11-health-cloud-idle.conf"

require_program sshd
# Running sshd needs this folder for its check, and only the unit makes it.
mkdir -p "$ROOT/run/sshd"
if [ -f "$IDLE_TIMEOUT" ] && ! sshd -t; then
  log "this OpenSSH is older than 9.2 and has no ChannelTimeout: only shells end when idle, forwarded connections do not"
  mv "$IDLE_TIMEOUT" "$IDLE_TIMEOUT.unsupported"
fi
if ! report="$(sshd -t 2>&1)"; then
  refuse "sshd does not accept its configuration: $report"
fi

# Keys are the only way in over the network; this locks accounts at consoles and sudo (GB/T 22239-2019 8.1.4.1 b).
if command -v authselect >/dev/null 2>&1; then
  authselect enable-feature with-faillock
elif command -v pam-auth-update >/dev/null 2>&1; then
  pam-auth-update --force --enable health-cloud-faillock health-cloud-faillock-notify
else
  log "neither authselect nor pam-auth-update is here: failed logins at consoles lock no account"
fi

if command -v auditctl >/dev/null 2>&1; then
  augenrules --load
  systemctl enable auditd.service
else
  log "auditd is missing: privileged commands are not recorded on this machine"
fi

# Debian calls the unit ssh, other systems sshd.
if systemctl cat ssh.service >/dev/null 2>&1; then
  systemctl reload-or-restart ssh.service
else
  systemctl reload-or-restart sshd.service
fi
log "sshd is hardened"
