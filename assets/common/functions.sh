# shellcheck shell=bash
# Sourced by the boot scripts. ROOT is a prefix of every path that a script writes; it is empty on a machine.
ROOT="${ROOT:-}"
BOOT_LOG="$ROOT/var/log/health-cloud-boot.log"

# An exit code of its own tells systemd that trying again will not help.
EXIT_REFUSED=78

log() {
  mkdir -p "$(dirname "$BOOT_LOG")"
  printf '%s %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$*" | tee -a "$BOOT_LOG"
}

refuse() {
  log "refused: $*"
  exit "$EXIT_REFUSED"
}

require_program() {
  command -v "$1" >/dev/null 2>&1 || refuse "program $1 is missing: build it into the machine image"
}
