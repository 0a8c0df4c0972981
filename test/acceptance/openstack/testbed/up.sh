#!/usr/bin/env bash
# Brings up Keystone, Placement, Glance, Neutron, Nova, Cinder and Octavia on 127.0.0.1, after build.sh. What runs already is
# left alone. Writes what tests need to know into $HEALTH_CLOUD_ACCEPTANCE_HOME/openstack/environment.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=services.sh
. "$here/lib/services.sh"
export PATH="$testbed_venv/bin:$PATH:/usr/sbin"

mapfile -t hosts < <(hypervisors)

make_folders() {
  local host
  mkdir -p "$testbed_pids" "$testbed_logs/rabbitmq" "$testbed_etc" "$message_folder" \
    "$testbed_data"/{glance/{images,staging,tasks},cinder,neutron,locks,fernet,credential} \
    "$testbed_data/nova/controller"
  for host in "${hosts[@]}"; do
    mkdir -p "$testbed_data/nova/$host"
  done
  chmod 700 "$testbed_home" "$testbed_data"/{fernet,credential}
}

# The services find the drivers by entry points, so these have to look like an installed package.
install_plugins() {
  local site
  site="$(python3 -c 'import sysconfig; print(sysconfig.get_path("purelib"))')"
  rm -rf "$site/loopback_cloud"
  cp -r "$here/plugins/loopback_cloud" "$site/"
  mkdir -p "$site/loopback_cloud-1.0.dist-info"
  cp "$here/plugins/entry_points.txt" "$site/loopback_cloud-1.0.dist-info/"
  printf 'Metadata-Version: 2.1\nName: loopback-cloud\nVersion: 1.0\n' >"$site/loopback_cloud-1.0.dist-info/METADATA"
}

start_foundations() {
  local name
  [ -d "$testbed_data/mariadb/mysql" ] ||
    mariadb-install-db "${mariadb_options[@]}" --auth-root-authentication-method=normal --skip-test-db \
      >"$testbed_logs/mariadb-install.log" 2>&1
  [ -e "$message_folder/enabled_plugins" ] || printf '[].\n' >"$message_folder/enabled_plugins"
  for name in $FOUNDATIONS; do
    start_service "$name"
  done
  wait_for mariadb 120 sql --execute 'select 1'
}

create_databases() {
  local database
  printf "create user if not exists openstack@'127.0.0.1' identified by '%s';\n" "$testbed_password"
  printf "grant all on *.* to openstack@'127.0.0.1';\n"
  for database in keystone placement glance neutron nova_api nova nova_cell0 cinder octavia; do
    printf 'create database if not exists %s character set utf8mb3;\n' "$database"
  done
}

# Nova's and Neutron's schemas take longest, so they come first.
migrate() {
  local service
  sql < <(create_databases)
  for service in nova neutron keystone cinder octavia glance placement; do
    printf '%s\n' "$service"
  done | xargs -P "$(nproc)" -I{} bash "$here/migrate.sh" {} || fail "a database schema failed; see $testbed_logs"
}

# What tells that a compute or volume service works is its last report to the database.
workers_report() {
  local fresh="utc_timestamp() - interval 60 second"
  sql --skip-column-names --execute "select
    (select count(*) from nova.services where deleted = 0 and \`binary\` = 'nova-compute' and last_seen_up > $fresh)
      >= ${#hosts[@]}
    and (select count(*) from nova.compute_nodes where deleted = 0) >= ${#hosts[@]}
    and (select count(*) from cinder.services where deleted = 0 and updated_at > $fresh) >= 2" | grep -qx 1
}

start_services() {
  local name
  wait_for rabbitmq 120 answers_tcp "$port_messages"
  for name in $API_SERVICES $WORKERS; do
    start_service "$name"
  done
  # A hypervisor enters itself at Placement when it starts.
  await_api placement
  for name in $(compute_services); do
    start_service "$name"
  done
  for name in $API_SERVICES; do
    await_api "$name"
  done
  wait_for "a compute or volume service" 300 workers_report
  wait_for "the volume service's pool" 180 python3 "$here/bootstrap.py" pools
}

write_environment() {
  {
    printf 'HEALTH_CLOUD_OPENSTACK_HOME=%s\n' "$testbed_home"
    printf 'HEALTH_CLOUD_OPENSTACK_AUTH_URL=%s/v3\n' "$keystone_url"
    printf 'HEALTH_CLOUD_OPENSTACK_REGION=%s\n' "$testbed_region"
    printf 'HEALTH_CLOUD_OPENSTACK_PASSWORD=%s\n' "$testbed_password"
    python3 "$here/bootstrap.py" cloud
  } >"$testbed_home/environment"
}

make_folders
exec 9>"$testbed_home/lock"
flock --nonblock 9 || fail "another up.sh is at work"
install_plugins
python3 "$here/configure.py" "${hosts[@]}"

say "starts database and message bus"
start_foundations
if [ ! -e "$testbed_data/migrated" ]; then
  say "creates the databases"
  migrate
  touch "$testbed_data/migrated"
fi

say "starts the services"
start_service keystone
await_api keystone
python3 "$here/bootstrap.py" identity
start_services
nova-manage --config-file "$testbed_etc/nova.conf" cell_v2 discover_hosts >"$testbed_logs/discover-hosts.log" 2>&1
write_environment
say "is up"
