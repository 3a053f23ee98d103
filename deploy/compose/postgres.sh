#!/bin/bash
# Runs once, in an empty PostgreSQL: the role and the database that deploy/README.md asks for.
set -eu

# psql would go on with an empty one, and the role would have none.
if ! [ -s /passwords/admin ] || ! [ -r /passwords/admin ]; then
    echo "The password in /passwords/admin cannot be read by $(id -un). Nothing was set up." >&2
    exit 1
fi

psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --username=postgres --dbname=postgres <<'SQL'
\set password `cat /passwords/admin`
CREATE ROLE backline_admin LOGIN CREATEROLE PASSWORD :'password';
CREATE DATABASE backline OWNER backline_admin
    TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C';
\connect backline
-- Large objects lie outside every policy; nobody needs them here.
REVOKE EXECUTE ON FUNCTION lo_creat(integer), lo_create(oid), lo_from_bytea(oid, bytea) FROM PUBLIC;
SQL
