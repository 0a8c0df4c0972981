#!/usr/bin/env bash
# Creates the database schema of one service, and what it cannot start without: migrate.sh NAME.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=settings.sh
. "$here/lib/settings.sh"

manage_keystone() {
  keystone-manage --config-file "$testbed_etc/keystone.conf" "$@"
}

manage_nova() {
  nova-manage --config-file "$testbed_etc/nova.conf" "$@"
}

keys_belong_to=(--keystone-user "$(id -un)" --keystone-group "$(id -gn)")
cell0="mysql+pymysql://openstack:$testbed_password@127.0.0.1:$port_database/nova_cell0?charset=utf8"

migrate() {
  case "$1" in
    keystone)
      manage_keystone db_sync
      manage_keystone fernet_setup "${keys_belong_to[@]}"
      manage_keystone credential_setup "${keys_belong_to[@]}"
      manage_keystone bootstrap --bootstrap-password "$testbed_password" --bootstrap-region-id "$testbed_region" \
        --bootstrap-public-url "$keystone_url/v3" --bootstrap-internal-url "$keystone_url/v3" \
        --bootstrap-admin-url "$keystone_url/v3"
      ;;
    nova)
      manage_nova api_db sync
      manage_nova cell_v2 map_cell0 --database_connection "$cell0"
      manage_nova db sync
      cells="$(manage_nova cell_v2 list_cells)"
      [[ "$cells" == *cell1* ]] || manage_nova cell_v2 create_cell --name cell1
      ;;
    neutron) neutron-db-manage --config-file "$testbed_etc/neutron.conf" upgrade heads ;;
    glance) glance-manage --config-file "$testbed_etc/glance.conf" db_sync ;;
    cinder) cinder-manage --config-file "$testbed_etc/cinder.conf" db sync ;;
    octavia) octavia-db-manage --config-file "$testbed_etc/octavia.conf" upgrade head ;;
    placement) placement-manage --config-file "$testbed_etc/placement.conf" db sync ;;
    *) printf 'there is no service %s\n' "$1" && return 1 ;;
  esac
}

migrate "$1" >"$testbed_logs/migrate-$1.log" 2>&1
