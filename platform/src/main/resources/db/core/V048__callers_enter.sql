-- On whose behalf a transaction works, from here on: the server signs it, the session hands the signed context in once, before a
-- transaction begins, and gets a ticket; each transaction shows the ticket. Checking a MAC in each statement cost the database as much
-- as a look-up; looking for a ticket by its key costs a fifth of that (measured in deploy/bench).

-- Made anew after a crash: the sessions that the rows speak of are gone then.
create unlogged table backline.ticket (
    ticket       text collate "C" primary key,
    pid          integer     not null,
    role         name        not null,
    expires_at   timestamptz not null,
    workspace_id uuid        not null,
    account_id   uuid
) with (fillfactor = 20); -- spread, so that the planner prefers the key to reading all of it
create index ticket_pid on backline.ticket (pid);

-- One row, or none: null to whoever reads a column of it. A transaction that began in time keeps its caller to its end.
create view backline_api.caller with (security_barrier = true) as
select t.workspace_id as workspace, t.account_id as account
from backline.ticket t
where t.ticket = current_setting('backline.ticket', true)
  and t.pid = pg_backend_pid()
  and t.role = session_user
  and t.expires_at >= transaction_timestamp();

-- For defaults and for functions; policies read the view themselves, which the planner then plans once with their statement.
create or replace function backline_api.current_workspace() returns uuid
    language sql stable parallel restricted
begin atomic
    select c.workspace from backline_api.caller c;
end;

-- The person who asked; null where the host itself works.
create or replace function backline_api.current_account() returns uuid
    language sql stable parallel restricted
begin atomic
    select c.account from backline_api.caller c;
end;

-- What a new session begins with: its binding and the database's clock. No ticket of an earlier session that had its number serves it,
-- and those of sessions that have ended go.
create function backline_api.open_session(out binding bytea, out clock_millis bigint)
    language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $$
begin
    delete from backline.ticket t where t.ticket in (
        select ended.ticket from backline.ticket ended
        where ended.pid = pg_backend_pid() or ended.pid not in (select a.pid from pg_stat_activity a where a.pid is not null)
        for update skip locked);
    binding := namesend(session_user) || int4send(pg_backend_pid()) || timestamptz_send(pg_postmaster_start_time());
    clock_millis := (extract(epoch from clock_timestamp()) * 1000)::bigint;
end $$;

-- A ticket for a signed context: <MAC in hex, 64 digits><expiry in hex, 16 digits>|<workspace>|<account>|<role>|, the account being the
-- nil UUID where nobody asked; the MAC (HMAC-SHA-256, RFC 2104) covers what stands behind it, and the session.
create function backline_api.enter(context text) returns text
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
    insert into backline.ticket values (given, pg_backend_pid(), session_user, ends, substr(context, 82, 36)::uuid,
        nullif(substr(context, 119, 36), '00000000-0000-0000-0000-000000000000')::uuid);
    return given;
end $$;
