#!/bin/sh
# Makes one Redis Cluster of the nodes whose names are given, all of them masters. Where there is
# one already, the nodes are told each other's addresses, which may have changed.
set -eu

addresses=
for node in "$@"; do
  address=$(getent hosts "$node" | cut -d ' ' -f 1)
  addresses="$addresses $address:6379"
done

if redis-cli -h "$1" cluster info | grep -q '^cluster_slots_assigned:0'; then
  redis-cli --cluster create $addresses --cluster-replicas 0 --cluster-yes
fi
for node in "$@"; do
  for address in $addresses; do
    redis-cli -h "$node" cluster meet "${address%:*}" "${address#*:}" >/dev/null
  done
done

attempts=60
until [ "$(for node in "$@"; do redis-cli -h "$node" cluster info; done | grep -c '^cluster_state:ok')" = "$#" ]; do
  attempts=$((attempts - 1))
  [ "$attempts" -gt 0 ] || { echo "The nodes do not form a cluster." >&2; exit 1; }
  sleep 1
done
