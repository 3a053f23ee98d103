-- On whose behalf a transaction works, signed by the server. Written for PostgreSQL.

-- HMAC (RFC 2104) with its key already mixed into the two blocks, so that a check costs two calls of sha256.
create table backline.context_key (
    id          smallint primary key check (id = 1),
    inner_block bytea not null check (length(inner_block) = 64),
    outer_block bytea not null check (length(outer_block) = 64)
);

-- The parts of the context if its signature, its session and its time are right; null otherwise, whatever the text is.
-- Called by the definer functions below only, which bring their rights and their search path.
create function backline.verified_context() returns text[]
    language plpgsql stable parallel restricted
as $$
declare
    context text := current_setting('backline.context', true);
    payload text;
    key     backline.context_key;
    parts   text[];
begin
    if context is null or length(context) not between 80 and 300 then
        return null;
    end if;
    select * into key from backline.context_key where id = 1;
    payload := left(context, -64);
    if encode(sha256(key.outer_block || sha256(key.inner_block || convert_to(
            payload || session_user || '|' || pg_backend_pid() || '|'
                || extract(epoch from pg_postmaster_start_time()), 'UTF8'))), 'hex')
            is distinct from right(context, 64) then
        return null;
    end if;
    parts := string_to_array(payload, '|');
    if parts[4]::bigint < extract(epoch from statement_timestamp()) * 1000 then
        return null;
    end if;
    return parts;
end $$;

create function backline_api.current_workspace() returns uuid
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return (backline.verified_context())[1]::uuid;
end $$;

-- The person who asked; null where the host itself works.
create function backline_api.current_account() returns uuid
    language plpgsql stable parallel restricted security definer set search_path = pg_catalog, pg_temp
as $$
begin
    return nullif((backline.verified_context())[2], '')::uuid;
end $$;
