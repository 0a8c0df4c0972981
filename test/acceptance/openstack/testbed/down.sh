#!/usr/bin/env bash
# Stops everything that up.sh has started, and removes all that it kept. Does nothing when nothing runs.
set -uo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=services.sh
. "$here/lib/services.sh"

# The services first, all at once; what they stand on after them.
for file in "$testbed_pids"/*; do
  [ -e "$file" ] || break
  case " $FOUNDATIONS " in
    *" ${file##*/} "*) ;;
    *) stop "${file##*/}" & ;;
  esac
done
wait

for name in $FOUNDATIONS; do
  stop "$name" &
done
wait
# Erlang's name service goes its own way once RabbitMQ runs.
if [ -d "$message_folder" ]; then
  env "${message_environment[@]}" epmd -port "$port_epmd" -kill >/dev/null 2>&1
fi
rm -rf "$testbed_home"
