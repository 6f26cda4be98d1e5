#!/usr/bin/env bash
# PostgreSQL runs it once, when its volume is new: a database and a role for each service and for
# the registry, which no other role can enter.
set -euo pipefail

execute() { psql -v ON_ERROR_STOP=1 --no-psqlrc -U "$POSTGRES_USER" -d postgres "$@"; }

execute -c 'REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC'
for name in order_service inventory_service payment_service shipping_service notification_service registry; do
  execute -v name="$name" -v password="$DATABASE_PASSWORD" <<'SQL'
CREATE ROLE :"name" LOGIN PASSWORD :'password';
CREATE DATABASE :"name" OWNER :"name";
REVOKE ALL ON DATABASE :"name" FROM PUBLIC;
SQL
done
