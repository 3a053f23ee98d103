-- On whose behalf a transaction works, signed by the server. Written for PostgreSQL.

-- HMAC (RFC 2104) with its key already mixed into the two blocks, so that a check costs two calls of sha256.
create table backline.context_key (
    id          smallint primary key check (id = 1),
    inner_block bytea not null check (length(inner_block) = 64),
    outer_block bytea not null check (length(outer_block) = 64)
);

-- A context is <MAC in hex, 64 digits><expiry in hex, 16 digits>|<workspace>|<account>|<role>|, the account being the nil UUID where
-- nobody asked; the MAC covers what stands behind it, and the session. What is empty, garbage, expired, forged or another session's
-- gives null: no error, and never a workspace. Both functions run in each statement, so the check stands in each of them (a call more
-- would cost as much as the rest), in as few expressions as it takes (each is prepared anew in each transaction), and on bytes, whose
-- length and place are known without reading every character.
create function backline_api.current_workspace() returns uuid
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
declare
    context   text  := current_setting('backline.context', true);
    bytes     bytea := textsend(context);
    inner_key bytea;
    outer_key bytea;
begin
    select k.inner_block, k.outer_block into inner_key, outer_key from backline.context_key k;
    return case
        when starts_with(context, encode(sha256(outer_key || sha256(inner_key || substr(bytes, 65) || namesend(session_user)
                || int4send(pg_backend_pid()) || timestamptz_send(pg_postmaster_start_time()))), 'hex'))
            -- Signed by us, so the form is right from here on.
            and substr(bytes, 65, 16) >= textsend(encode(timestamptz_send(statement_timestamp()), 'hex'))
        then encode(substr(bytes, 82, 36), 'escape')::uuid
    end;
end $$;

-- The person who asked; null where the host itself works.
create function backline_api.current_account() returns uuid
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
declare
    context   text  := current_setting('backline.context', true);
    bytes     bytea := textsend(context);
    inner_key bytea;
    outer_key bytea;
begin
    select k.inner_block, k.outer_block into inner_key, outer_key from backline.context_key k;
    return case
        when starts_with(context, encode(sha256(outer_key || sha256(inner_key || substr(bytes, 65) || namesend(session_user)
                || int4send(pg_backend_pid()) || timestamptz_send(pg_postmaster_start_time()))), 'hex'))
            -- Signed by us, so the form is right from here on.
            and substr(bytes, 65, 16) >= textsend(encode(timestamptz_send(statement_timestamp()), 'hex'))
        then nullif(encode(substr(bytes, 119, 36), 'escape'), '00000000-0000-0000-0000-000000000000')::uuid
    end;
end $$;
