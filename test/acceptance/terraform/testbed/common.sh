# Sourced by the scripts of this folder: what is built, where it is kept, and where a running PostgreSQL stands.
# shellcheck shell=bash disable=SC2034

OPENTOFU_VERSION=1.12.6

# Built programs are kept here from one run to the next.
CACHE=${HEALTH_CLOUD_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/health-cloud}/opentofu
OPENTOFU=$CACHE/$OPENTOFU_VERSION/tofu

# Everything of one run stands here, and goes with it.
state_folder() {
  STATE=${HEALTH_CLOUD_ACCEPTANCE_HOME:?set it to the folder of this run}/terraform
  # PostgreSQL's own user has this folder, with the database in it.
  POSTGRESQL=$STATE/postgresql
  DATA=$POSTGRESQL/data
}

fail() {
  printf '%s: %s\n' "$(basename "$0")" "$*" >&2
  exit 1
}

# postgresql_programs: prints the folder of the newest PostgreSQL's programs, of which Debian puts none on the PATH.
postgresql_programs() {
  local newest
  newest=$(printf '%s\n' /usr/lib/postgresql/*/bin/postgres | sort --version-sort | tail -n 1)
  [[ -x $newest ]] && dirname "$newest"
}

# as_owner COMMAND...: as the user that PostgreSQL runs as. It refuses to run as root.
as_owner() {
  if [[ $(id -u) -ne 0 ]]; then
    "$@"
  else
    setpriv --reuid postgres --regid postgres --clear-groups --no-new-privs "$@"
  fi
}
