-- Checkpoints of the audit chains: how long a chain was, its last hash and when, signed by the server and handed to those whom the chain
-- serves. What stands here is for convenience; what finds a chain that was rewritten is the copy that somebody kept. Written for PostgreSQL.
create table backline.audit_checkpoint (
    workspace_id uuid not null,
    id uuid not null,
    size bigint not null check (size > 0),
    head bytea not null,
    at timestamptz not null,
    note text not null check (length(note) <= 2000),
    primary key (workspace_id, id)
);

-- When a chain was walked last, and where it did not fit then.
alter table backline.audit_chain
    add column checked_at timestamptz,
    add column broken_at bigint;

-- The entry of a number, or the last one where none is asked: its place and hash. No row where there is no such entry.
create function backline.audit_place(instance boolean, number bigint)
returns table (size bigint, head bytea, at timestamptz)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
    select e.seq, e.hash, e.at from backline.audit_entry e
    where e.workspace_id = backline.audit_chain_of(instance) and (number is null or e.seq = number)
    order by e.seq desc limit 1;
$$;

revoke all on function backline.audit_place(boolean, bigint) from public;

-- Keeps a checkpoint of what the chain is. With unless_since it keeps none where there is one since then: several nodes that do so at once
-- keep one.
create function backline.keep_audit_checkpoint(
    instance boolean, id uuid, size bigint, head bytea, at timestamptz, note text,
    unless_since timestamptz)
returns boolean language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    chain uuid := backline.audit_chain_of(instance);
begin
    perform from backline.audit_chain c where c.workspace_id = chain for update;
    if unless_since is not null and exists (
            select from backline.audit_checkpoint k
            where k.workspace_id = chain and k.at >= unless_since) then
        return false;
    end if;
    if not exists (
            select from backline.audit_entry e
            where e.workspace_id = chain and e.seq = size and e.hash = head) then
        raise exception 'The chain has no entry % of this hash.', size using errcode = 'BL002';
    end if;
    insert into backline.audit_checkpoint (workspace_id, id, size, head, at, note)
        values (chain, id, size, head, at, note);
    return true;
end $$;

revoke all on function backline.keep_audit_checkpoint(
    boolean, uuid, bigint, bytea, timestamptz, text, timestamptz) from public;

-- The newest first.
create function backline.audit_checkpoints(instance boolean, most int)
returns table (size bigint, at timestamptz, note text)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
    select k.size, k.at, k.note from backline.audit_checkpoint k
    where k.workspace_id = backline.audit_chain_of(instance)
    order by k.id desc limit most;
$$;

revoke all on function backline.audit_checkpoints(boolean, int) from public;

-- The workspaces that have a chain.
create function backline.audited_workspaces() returns setof uuid
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
    select c.workspace_id from backline.audit_chain c
    where c.workspace_id <> '00000000-0000-0000-0000-000000000000';
$$;

revoke all on function backline.audited_workspaces() from public;

create function backline.note_audit_check(instance boolean, broken bigint, at timestamptz)
returns void
language sql security definer
set search_path = pg_catalog, pg_temp
as $$
    update backline.audit_chain c set checked_at = at, broken_at = broken
    where c.workspace_id = backline.audit_chain_of(instance);
$$;

revoke all on function backline.note_audit_check(boolean, bigint, timestamptz) from public;

create function backline.audit_check_noted(instance boolean)
returns table (checked_at timestamptz, broken_at bigint)
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
    select c.checked_at, c.broken_at from backline.audit_chain c
    where c.workspace_id = backline.audit_chain_of(instance) and c.checked_at is not null;
$$;

revoke all on function backline.audit_check_noted(boolean) from public;

-- How many chains there are, how many did not fit when they were walked last, and the longest that one was not walked.
create function backline.audit_chains_noted(
    out chains bigint, out broken bigint, out oldest timestamptz)
returns record language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
    select count(*), count(c.broken_at), min(c.checked_at) from backline.audit_chain c;
$$;

revoke all on function backline.audit_chains_noted() from public;
