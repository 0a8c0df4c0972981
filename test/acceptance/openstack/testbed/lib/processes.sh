# shellcheck shell=bash
# Starts and stops processes by files that hold their ids.

# shellcheck source=settings.sh
. "$(dirname "${BASH_SOURCE[0]}")/settings.sh"

say() {
  printf 'openstack: %s\n' "$*" >&2
}

fail() {
  say "$*"
  exit 1
}

# The moment at which a process started, which tells it from a later one with the same id.
birth_of() {
  sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20
}

is_running() {
  local pid birth
  read -r pid birth 2>/dev/null <"$testbed_pids/$1" || return 1
  [ -n "$birth" ] && [ "$(birth_of "$pid")" = "$birth" ]
}

# start NAME COMMAND...: in a session of its own, so that its children can be ended with it.
start() {
  local name="$1"
  shift
  if is_running "$name"; then
    return
  fi
  setsid nohup "$@" >>"$testbed_logs/$name.out" 2>&1 9>&- </dev/null &
  printf '%s %s\n' "$!" "$(birth_of "$!")" >"$testbed_pids/$name"
}

# stop NAME: gives it ten seconds to end by itself.
stop() {
  local name="$1" pid end=$((SECONDS + 10))
  if is_running "$name"; then
    read -r pid _ <"$testbed_pids/$name"
    kill -TERM "$pid"
    while is_running "$name" && [ "$SECONDS" -lt "$end" ]; do
      sleep 0.1
    done
    # What a service leaves of its workers ends with its session.
    kill -KILL -- "-$pid" 2>/dev/null || true
  fi
  rm -f "$testbed_pids/$name"
}

# wait_for WHAT SECONDS COMMAND...: until the command succeeds, or a process has died.
wait_for() {
  local what="$1" limit="$2" end file
  shift 2
  end=$((SECONDS + limit))
  until "$@" >/dev/null 2>&1; do
    for file in "$testbed_pids"/*; do
      is_running "${file##*/}" || fail "${file##*/} has died; its logs stand in $testbed_logs"
    done
    [ "$SECONDS" -lt "$end" ] || fail "$what was not ready in $limit s; its logs stand in $testbed_logs"
    sleep 0.5
  done
}

answers_http() {
  local status
  status="$(curl --silent --output /dev/null --max-time 5 --write-out '%{http_code}' "http://127.0.0.1:$1$2")"
  [ "$status" != 000 ] && [ "$status" -lt 500 ]
}

answers_tcp() {
  (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}
