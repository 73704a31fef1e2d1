#!/bin/sh
# Keeps a command running where there is no systemd: starts it again HORARIUM_RESTART_DELAY seconds (5) after it ends.
# TERM, INT or HUP to this script ends both, and nothing is started again.
#   horarium-supervise.sh node /srv/shop/node_modules/.bin/horarium --project /srv/shop start
set -u

[ $# -gt 0 ] || { echo "usage: $0 COMMAND [WORD...]" >&2; exit 2; }

delay=${HORARIUM_RESTART_DELAY:-5}
child=
stopping=
begun=

stop() {
  stopping=yes
  [ -z "$begun" ] || kill -TERM "$child" 2>/dev/null
}
trap stop TERM INT HUP

# A signal that reaches a new process before it has become the command is lost with the shell it still is: for a second
# none is sent on. Our own wait until that second is over.
begin() {
  "$@" &
  child=$!
  sleep 1
  begun=yes
  [ -z "$stopping" ] || kill -TERM "$child" 2>/dev/null
}

# A trapped signal ends a wait early: wait until the child has really ended.
await_child() {
  while :; do
    wait "$child"
    code=$?
    [ "$code" -gt 128 ] && kill -0 "$child" 2>/dev/null || break
  done
  begun=
}

while [ -z "$stopping" ]; do
  begin "$@"
  await_child
  [ -z "$stopping" ] || break
  echo "$(date -u +%Y-%m-%dT%H:%M:%SZ) ended with $code, starting again in $delay s: $*" >&2
  waited=0
  while [ -z "$stopping" ] && [ "$waited" -lt "$delay" ]; do
    sleep 1
    waited=$((waited + 1))
  done
done
exit "$code"
