# shellcheck shell=bash
# Where the testbed stands and listens. Sourced by its scripts.

: "${HEALTH_CLOUD_ACCEPTANCE_HOME:?names the folder of one run of the acceptance suite}"

export testbed_home="$HEALTH_CLOUD_ACCEPTANCE_HOME/openstack"
export HEALTH_CLOUD_CACHE="${HEALTH_CLOUD_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/health-cloud}"
export testbed_venv="$HEALTH_CLOUD_CACHE/openstack-venv"
# Python's programs keep lists of their plugins there, which are worth nothing after the run.
export XDG_CACHE_HOME="$testbed_home/cache"

# Process ids, logs, configuration files, and what the services keep.
export testbed_pids="$testbed_home/pids"
export testbed_logs="$testbed_home/logs"
export testbed_etc="$testbed_home/etc"
export testbed_data="$testbed_home/data"

# Everything listens on loopback, for the length of one run.
export testbed_password=loopback

# The region and the availability zones that the environments name, with two hypervisors in each.
export testbed_region=wuhan
export testbed_availability_zones="wuhan-a wuhan-b wuhan-c"
export testbed_hosts_per_availability_zone=2

export port_keystone=5000 port_glance=9292 port_placement=8778 port_nova=8774 port_neutron=9696 port_cinder=8776 \
  port_octavia=9876 port_database=33306 port_messages=35672 port_memcached=31211
port_erlang=35673
port_epmd=34369

export keystone_url="http://127.0.0.1:$port_keystone"
message_folder="$testbed_data/rabbitmq"

# RabbitMQ reads its settings from its environment; one scheduler of Erlang that sleeps when idle is enough.
message_environment=(
  HOME="$message_folder"
  RABBITMQ_NODENAME=health-cloud@localhost
  RABBITMQ_NODE_IP_ADDRESS=127.0.0.1
  RABBITMQ_NODE_PORT="$port_messages"
  RABBITMQ_DIST_PORT="$port_erlang"
  RABBITMQ_MNESIA_BASE="$message_folder/mnesia"
  RABBITMQ_LOG_BASE="$testbed_logs/rabbitmq"
  RABBITMQ_PID_FILE="$message_folder/pid"
  RABBITMQ_ENABLED_PLUGINS_FILE="$message_folder/enabled_plugins"
  RABBITMQ_CONFIG_FILE="$message_folder/none"
  RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="+S 1:1 +sbwt none +sbwtdcpu none +sbwtdio none -kernel inet_dist_use_interface {127,0,0,1}"
  ERL_EPMD_PORT="$port_epmd"
  ERL_EPMD_ADDRESS=127.0.0.1
)

# shellcheck disable=SC2034
readonly message_environment message_folder port_epmd port_erlang

hypervisors() {
  local availability_zone number
  for availability_zone in $testbed_availability_zones; do
    for number in $(seq "$testbed_hosts_per_availability_zone"); do
      printf '%s-%s\n' "$availability_zone" "$number"
    done
  done
}
