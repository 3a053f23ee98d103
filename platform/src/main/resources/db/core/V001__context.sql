-- On whose behalf a transaction works, signed by the server. Written for PostgreSQL.

-- HMAC (RFC 2104) with its key already mixed into the two blocks, so that a check costs two calls of sha256.
create table backline.context_key (
    id          smallint primary key check (id = 1),
    inner_block bytea not null check (length(inner_block) = 64),
    outer_block bytea not null check (length(outer_block) = 64)
);

-- A context is <workspace>|<account>|<expiry in milliseconds, 13 digits>|<role>|<MAC in hex>, the account being the nil UUID where
-- nobody asked. What is empty, garbage, expired, forged or another session's gives null: no error, and never a workspace.
-- Both functions run in each statement, so the check stands in each of them: a call more would cost as much as the rest.
create function backline_api.current_workspace() returns uuid
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
declare
    context   text := current_setting('backline.context', true);
    inner_key bytea;
    outer_key bytea;
begin
    if length(context) between 150 and 170 then
        select k.inner_block, k.outer_block into inner_key, outer_key from backline.context_key k;
        if encode(sha256(outer_key || sha256(inner_key || convert_to(
                left(context, -64) || session_user || '|' || pg_backend_pid() || '|'
                    || extract(epoch from pg_postmaster_start_time()), 'UTF8'))), 'hex') = right(context, 64) then
            -- Signed by us, so the form is right from here on.
            if to_timestamp(substr(context, 75, 13)::double precision / 1000) >= statement_timestamp() then
                return left(context, 36)::uuid;
            end if;
        end if;
    end if;
    return null;
end $$;

-- The person who asked; null where the host itself works.
create function backline_api.current_account() returns uuid
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
declare
    context   text := current_setting('backline.context', true);
    inner_key bytea;
    outer_key bytea;
begin
    if length(context) between 150 and 170 then
        select k.inner_block, k.outer_block into inner_key, outer_key from backline.context_key k;
        if encode(sha256(outer_key || sha256(inner_key || convert_to(
                left(context, -64) || session_user || '|' || pg_backend_pid() || '|'
                    || extract(epoch from pg_postmaster_start_time()), 'UTF8'))), 'hex') = right(context, 64) then
            -- Signed by us, so the form is right from here on.
            if to_timestamp(substr(context, 75, 13)::double precision / 1000) >= statement_timestamp() then
                return nullif(substr(context, 38, 36), '00000000-0000-0000-0000-000000000000')::uuid;
            end if;
        end if;
    end if;
    return null;
end $$;
