#!/usr/bin/env bash
# The contract of the official image, as far as the tests and Compose need it: POSTGRES_USER,
# POSTGRES_PASSWORD, POSTGRES_DB (each also as *_FILE), POSTGRES_INITDB_ARGS,
# POSTGRES_HOST_AUTH_METHOD, /docker-entrypoint-initdb.d, PGDATA, the two-phase first start.
set -Eeuo pipefail
file_env() { local v=$1 f=$1_FILE; if [ -n "${!f:-}" ]; then export "$v=$(<"${!f}")"; unset "$f"; elif [ -z "${!v:-}" ]; then export "$v=${2:-}"; fi; }
[ "${1:0:1}" = - ] && set -- postgres "$@"
[ "${1:-}" = postgres ] || exec "$@"
if [ "$(id -u)" = 0 ]; then
  mkdir -p "$PGDATA" /var/run/postgresql; chmod 700 "$PGDATA"; chmod 3775 /var/run/postgresql
  find "$PGDATA" /var/run/postgresql \! -user postgres -exec chown postgres '{}' +
  exec setpriv --reuid=postgres --regid=postgres --init-groups "$0" "$@"
fi
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  file_env POSTGRES_PASSWORD; file_env POSTGRES_USER postgres; file_env POSTGRES_DB "$POSTGRES_USER"; file_env POSTGRES_INITDB_ARGS
  : "${POSTGRES_HOST_AUTH_METHOD:=}"
  if [ -z "$POSTGRES_PASSWORD" ] && [ "$POSTGRES_HOST_AUTH_METHOD" != trust ]; then
    echo >&2 'Error: Database is uninitialized and superuser password is not specified. Set POSTGRES_PASSWORD.'; exit 1
  fi
  echo "This stand-in initialises $PGDATA"
  eval 'initdb --username="$POSTGRES_USER" --pwfile=<(printf "%s\n" "$POSTGRES_PASSWORD") '"$POSTGRES_INITDB_ARGS"
  printf '\nhost all all all %s\n' "${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}" >>"$PGDATA/pg_hba.conf"
  PGUSER="$POSTGRES_USER" pg_ctl -D "$PGDATA" -o "$(printf '%q ' "${@:2}" -c "listen_addresses=" -p 5432)" -w start
  sql() { psql -v ON_ERROR_STOP=1 --no-psqlrc -U "$POSTGRES_USER" --dbname "$POSTGRES_DB" "$@"; }
  if [ "$POSTGRES_DB" != postgres ]; then POSTGRES_DB=postgres sql -v db="$POSTGRES_DB" <<<'CREATE DATABASE :"db";'; fi
  for f in /docker-entrypoint-initdb.d/*; do
    case $f in
      *.sh) if [ -x "$f" ]; then echo "$0: running $f"; "$f"; else echo "$0: sourcing $f"; . "$f"; fi ;;
      *.sql) echo "$0: running $f"; sql -f "$f" ;;
      *.sql.gz) echo "$0: running $f"; gunzip -c "$f" | sql ;;
      *'/*') ;;
      *) echo "$0: ignoring $f" ;;
    esac
  done
  PGUSER="$POSTGRES_USER" pg_ctl -D "$PGDATA" -m fast -w stop
  echo; echo 'PostgreSQL init process complete; ready for start up.'; echo
else
  echo; echo 'PostgreSQL Database directory appears to contain a database; Skipping initialization'; echo
fi
unset POSTGRES_PASSWORD
exec "$@"
