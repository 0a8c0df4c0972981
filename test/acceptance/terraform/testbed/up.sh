#!/usr/bin/env bash
# Starts PostgreSQL on a free port of 127.0.0.1, and writes how to reach it to the file `environment`. What runs already is
# left alone.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
source "$(dirname "$0")/common.sh"
# shellcheck source-path=SCRIPTDIR source=../../support/testbed/free-ports.sh
source "$(dirname "$0")/../../support/testbed/free-ports.sh"
state_folder

DATABASE=health_cloud
# Owns the database and may do nothing else, as a person who deploys.
ROLE=deployer

PROGRAMS=$(postgresql_programs) || fail "PostgreSQL is not installed: run build.sh"
[[ -x $OPENTOFU ]] || fail "there is no $OPENTOFU: run build.sh"

random_password() { od -An -v -tx1 -N16 /dev/urandom | tr -d ' \n'; }

# PostgreSQL's user may pass through the folder of this run, and nobody else.
make_folders() {
  mkdir -p "$STATE"
  if [[ $(id -u) -eq 0 ]]; then
    chgrp postgres "$HEALTH_CLOUD_ACCEPTANCE_HOME" "$STATE"
    chmod 710 "$HEALTH_CLOUD_ACCEPTANCE_HOME" "$STATE"
    install -d -m 700 -o postgres -g postgres "$POSTGRESQL"
  else
    install -d -m 700 "$POSTGRESQL"
  fi
}

make_database() {
  as_owner tee "$POSTGRESQL/password" >/dev/null <<<"$1"
  as_owner "$PROGRAMS/initdb" --pgdata "$DATA" --username postgres --pwfile "$POSTGRESQL/password" \
    --auth scram-sha-256 --encoding UTF8 --no-locale --no-sync >"$STATE/initdb.log"
  # What a database of a few minutes needs: nothing that outlives the machine, and no socket outside its folder.
  as_owner tee -a "$DATA/postgresql.conf" >/dev/null <<SETTINGS
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
fsync = off
synchronous_commit = off
full_page_writes = off
shared_buffers = 32MB
SETTINGS
}

start() {
  as_owner "$PROGRAMS/pg_ctl" start --wait --timeout 60 --silent --pgdata "$DATA" --log "$POSTGRESQL/log" --options "-p $1" \
    </dev/null || {
    tail -n 20 "$POSTGRESQL/log" >&2
    fail "PostgreSQL does not start; its last words are above"
  }
}

# administer SQL...
administer() {
  PGPASSWORD=$ADMINISTRATOR_PASSWORD "$PROGRAMS/psql" --host 127.0.0.1 --port "$PORT" --username postgres \
    --dbname postgres --no-psqlrc --quiet --set ON_ERROR_STOP=1 "${@/#/--command=}"
}

if [[ -s $STATE/environment ]]; then exit 0; fi
umask 077
# What a start that was cut off has left goes first.
bash "$(dirname "$0")/down.sh"
make_folders
free_ports PORT >"$STATE/port"
# shellcheck source=/dev/null
source "$STATE/port"
ADMINISTRATOR_PASSWORD=$(random_password)
ROLE_PASSWORD=$(random_password)
make_database "$ADMINISTRATOR_PASSWORD"
start "$PORT"
administer "create role $ROLE login password '$ROLE_PASSWORD'" "create database $DATABASE owner $ROLE"

cat >"$STATE/environment" <<VARIABLES
HEALTH_CLOUD_OPENTOFU=$OPENTOFU
HEALTH_CLOUD_POSTGRESQL_HOST=127.0.0.1
HEALTH_CLOUD_POSTGRESQL_PORT=$PORT
HEALTH_CLOUD_POSTGRESQL_USER=$ROLE
HEALTH_CLOUD_POSTGRESQL_PASSWORD=$ROLE_PASSWORD
HEALTH_CLOUD_POSTGRESQL_DATABASE=$DATABASE
VARIABLES
