# shellcheck shell=bash
# How each service is started.

# shellcheck source=processes.sh
. "$(dirname "${BASH_SOURCE[0]}")/processes.sh"

gunicorn=(gunicorn --worker-class gthread --workers 1 --threads 16 --timeout 120 --keep-alive 30 --log-level warning)

# What keeps the services' data and carries their messages, what answers requests, and what works behind that.
# shellcheck disable=SC2034
readonly \
  FOUNDATIONS="mariadb memcached rabbitmq" \
  API_SERVICES="keystone placement neutron glance nova-api cinder-api octavia" \
  WORKERS="nova-conductor nova-scheduler cinder-scheduler cinder-volume"

start_service() {
  case "$1" in
    mariadb)
      # Nothing here outlives the run, so nothing waits for a disk.
      start mariadb mariadbd "${mariadb_options[@]}" --bind-address=127.0.0.1 --port="$port_database" \
        --socket="$testbed_data/mariadb.sock" --pid-file="$testbed_data/mariadb.pid" --skip-name-resolve \
        --max-connections=1000 --performance-schema=0 --innodb-buffer-pool-size=256M --innodb-log-file-size=96M \
        --innodb-flush-log-at-trx-commit=0 --innodb-doublewrite=0 --sync-binlog=0 --character-set-server=utf8mb3
      ;;
    memcached)
      start memcached memcached -l 127.0.0.1 -p "$port_memcached" -U 0 -m 64 -u "$(id -un)"
      ;;
    rabbitmq)
      is_running rabbitmq || env "${message_environment[@]}" epmd -daemon -port "$port_epmd" -address 127.0.0.1
      start rabbitmq env "${message_environment[@]}" /usr/lib/rabbitmq/bin/rabbitmq-server
      ;;
    keystone)
      start keystone env OS_KEYSTONE_CONFIG_FILES="$testbed_etc/keystone.conf" \
        "${gunicorn[@]}" -b "127.0.0.1:$port_keystone" loopback_cloud.keystone:application
      ;;
    placement)
      start placement env OS_PLACEMENT_CONFIG_DIR="$testbed_etc" \
        "${gunicorn[@]}" -b "127.0.0.1:$port_placement" placement.wsgi.api:application
      ;;
    octavia)
      start octavia env OCTAVIA_CONFIGURATION="$testbed_etc/octavia.conf" \
        "${gunicorn[@]}" -b "127.0.0.1:$port_octavia" loopback_cloud.octavia:application
      ;;
    neutron) start neutron neutron-server --config-file "$testbed_etc/neutron.conf" ;;
    glance) start glance glance-api --config-file "$testbed_etc/glance.conf" ;;
    nova-api) start nova-api nova-api-os-compute --config-file "$testbed_etc/nova.conf" ;;
    nova-conductor | nova-scheduler) start "$1" "$1" --config-file "$testbed_etc/nova.conf" ;;
    nova-compute-*) start "$1" nova-compute --config-file "$testbed_etc/$1.conf" ;;
    cinder-api | cinder-scheduler | cinder-volume) start "$1" "$1" --config-file "$testbed_etc/cinder.conf" ;;
    *) fail "there is no service $1" ;;
  esac
}

compute_services() {
  hypervisors | sed 's/^/nova-compute-/'
}

mariadb_options=(--no-defaults --user="$(id -un)" --datadir="$testbed_data/mariadb")

sql() {
  mariadb --no-defaults --user=root --socket="$testbed_data/mariadb.sock" "$@"
}

port_of() {
  case "$1" in
    keystone) printf '%s\n' "$port_keystone" ;;
    placement) printf '%s\n' "$port_placement" ;;
    neutron) printf '%s\n' "$port_neutron" ;;
    glance) printf '%s\n' "$port_glance" ;;
    nova-api) printf '%s\n' "$port_nova" ;;
    cinder-api) printf '%s\n' "$port_cinder" ;;
    octavia) printf '%s\n' "$port_octavia" ;;
    *) fail "$1 is no API" ;;
  esac
}

await_api() {
  local path=/
  [ "$1" != keystone ] || path=/v3
  wait_for "$1" 300 answers_http "$(port_of "$1")" "$path"
}
