-- A plugin's session touches the tickets of its own process number alone. It swept away those of sessions that had ended, too: one that
-- looked at who is there, and swept later in that transaction, took the tickets of all who had come since, or kept them waiting for its locks.
create or replace function backline_api.open_session(out binding bytea, out clock_millis bigint)
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    delete from backline.ticket t where t.pid = pg_backend_pid();
    -- The host's own sessions sweep, and only the host's code opens them.
    if session_user = 'backline_platform' then
        perform pg_stat_clear_snapshot();
        delete from backline.ticket t where t.ticket in (
            select ended.ticket from backline.ticket ended
            where ended.pid not in (select a.pid from pg_stat_activity a where a.pid is not null)
            for update skip locked);
    end if;
    binding := namesend(session_user) || int4send(pg_backend_pid()) || timestamptz_send(pg_postmaster_start_time());
    clock_millis := (extract(epoch from clock_timestamp()) * 1000)::bigint;
end $$;

-- As before, and no ticket is good for longer than a minute from now, whatever was signed.
create or replace function backline_api.enter(context text) returns text
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
declare
    bytes  bytea := textsend(context);
    signed bytea := substr(bytes, 65) || namesend(session_user) || int4send(pg_backend_pid())
        || timestamptz_send(pg_postmaster_start_time());
    given  text  := gen_random_uuid();
    ends   timestamptz;
begin
    if not exists (select from backline.context_key k
                   where starts_with(context, encode(sha256(k.outer_block || sha256(k.inner_block || signed)), 'hex'))) then
        raise invalid_authorization_specification using message = 'This context was not signed for this session.';
    end if;
    -- Signed by us, so the form is right from here on.
    ends := timestamptz '2000-01-01 00:00:00Z' + ('x' || substr(context, 65, 16))::bit(64)::bigint * interval '1 microsecond';
    if ends < statement_timestamp() then
        raise invalid_authorization_specification using message = 'This context has expired.',
            hint = 'Do the clocks of the server and of the database agree?';
    end if;
    delete from backline.ticket t where t.pid = pg_backend_pid() and t.expires_at < transaction_timestamp();
    insert into backline.ticket values (given, pg_backend_pid(), session_user, least(ends, statement_timestamp() + interval '1 minute'),
        substr(context, 82, 36)::uuid, nullif(substr(context, 119, 36), '00000000-0000-0000-0000-000000000000')::uuid);
    return given;
end $$;
