#!/bin/sh
# Keeps a command running where there is no systemd: starts it again HORARIUM_RESTART_DELAY seconds (5) after it ends.
# TERM, INT or HUP to this script ends both, and nothing is started again.
#   horarium-supervise.sh node /srv/shop/node_modules/.bin/horarium --project /srv/shop start
set -u

[ $# -gt 0 ] || { echo "usage: $0 COMMAND [WORD...]" >&2; exit 2; }

delay=${HORARIUM_RESTART_DELAY:-5}
child=
pausing=
stopping=

stop() {
  stopping=yes
  [ -z "$child" ] || kill -TERM "$child" 2>/dev/null
  [ -z "$pausing" ] || kill -TERM "$pausing" 2>/dev/null
}
trap stop TERM INT HUP

# A trapped signal ends a wait early: wait until the child has really ended.
await_child() {
  while :; do
    wait "$child"
    code=$?
    [ "$code" -gt 128 ] && kill -0 "$child" 2>/dev/null || return 0
  done
}

while [ -z "$stopping" ]; do
  "$@" &
  child=$!
  # The signal may have come before we knew whom to end.
  [ -z "$stopping" ] || kill -TERM "$child" 2>/dev/null
  await_child
  child=
  [ -z "$stopping" ] || break
  echo "$(date -u +%Y-%m-%dT%H:%M:%SZ) ended with $code, starting again in $delay s: $*" >&2
  sleep "$delay" &
  pausing=$!
  [ -z "$stopping" ] || kill -TERM "$pausing" 2>/dev/null
  wait "$pausing"
  pausing=
done
exit "$code"
