-- What an audit entry holds beside who, about what and the facts: what acted, of which kind the object is, what stood there before and
-- after (sealed by the server), the network and device that it came from, and the id that its request or job has in the log. All of it
-- stands in the payload, and the chain commits to all of it. Written for PostgreSQL.

-- seq as in the entry, so that a person's entries are read in their order. form says how the hash is made: entries of before stay as they are.
alter table backline.audit_payload
    add column seq bigint,
    add column form smallint not null default 1 check (form in (1, 2)),
    add column actor text check (length(actor) <= 20),
    add column object_kind text check (length(object_kind) <= 40),
    add column before_sealed bytea check (length(before_sealed) <= 20000),
    add column after_sealed bytea check (length(after_sealed) <= 20000),
    add column network text check (length(network) <= 40),
    add column device text check (length(device) <= 60),
    add column correlation text check (length(correlation) <= 40);

update backline.audit_payload p set seq = e.seq
from backline.audit_entry e where e.workspace_id = p.workspace_id and e.id = p.id;

alter table backline.audit_payload alter column seq set not null;

-- For the entries of one person in a chain, in their order.
drop index backline.audit_payload_by_account;
create index audit_payload_by_account on backline.audit_payload (workspace_id, account_id, seq)
    where account_id is not null;
create index audit_payload_by_target on backline.audit_payload (target)
    where target is not null;
create index audit_entry_by_area on backline.audit_entry (workspace_id, split_part(act, '.', 1), seq);
create index audit_entry_by_time on backline.audit_entry (workspace_id, at);

-- The payload in one text that can be read in one way only, so that nothing can be moved from one column to another.
create function backline.audit_commitment(p backline.audit_payload)
returns bytea language plpgsql stable parallel safe
set search_path = pg_catalog, pg_temp
as $$
begin
    if p.form = 1 then
        return backline.audit_payload_hash(p.salt, p.account_id, p.target, p.facts);
    end if;
    return sha256(p.salt || convert_to(jsonb_build_array(
        p.form, p.workspace_id, p.id, p.seq, p.account_id, p.actor, p.object_kind, p.target, p.facts,
        encode(p.before_sealed, 'hex'), encode(p.after_sealed, 'hex'),
        p.network, p.device, p.correlation)::text, 'UTF8'));
end $$;

revoke all on function backline.audit_commitment(backline.audit_payload) from public;

drop function backline_api.record_audit(uuid, text, uuid, jsonb);
drop function backline.record_instance_audit(uuid, uuid, text, uuid, jsonb);
drop function backline.append_audit(uuid, uuid, uuid, text, uuid, jsonb);

-- Adds an entry at the end of a chain. The row of the chain is held until the transaction ends, so that entries of one chain are
-- committed in their order; chains of different workspaces do not wait for each other.
create function backline.append_audit(act text, payload backline.audit_payload)
returns void language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    chain uuid := payload.workspace_id;
    last record;
    this_at timestamptz;
    this_previous bytea;
    this_commitment bytea;
begin
    if length(payload.facts::text) > 16000 then
        raise exception 'An audit entry holds counts, ids and choices: 16,000 characters at most.'
            using errcode = 'BL002';
    end if;
    perform from backline.audit_chain c where c.workspace_id = chain for update;
    if not found then
        -- Two that begin a chain: the second waits for the first here, and then for its row.
        insert into backline.audit_chain values (chain) on conflict do nothing;
        perform from backline.audit_chain c where c.workspace_id = chain for update;
    end if;
    select e.seq, e.hash into last from backline.audit_entry e
        where e.workspace_id = chain order by e.seq desc limit 1;
    payload.seq := coalesce(last.seq, 0) + 1;
    payload.form := 2;
    payload.salt := uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());
    this_previous := coalesce(last.hash, sha256(uuid_send(chain)));
    this_at := clock_timestamp();
    this_commitment := backline.audit_commitment(payload);
    insert into backline.audit_entry (
            workspace_id, id, seq, at, source, act, payload_hash, previous, hash)
        values (chain, payload.id, payload.seq, this_at, session_user, act, this_commitment,
            this_previous, backline.audit_hash(this_previous, chain, payload.id, payload.seq, this_at,
                session_user::text, act, this_commitment));
    insert into backline.audit_payload select payload.*;
end $$;

revoke all on function backline.append_audit(text, backline.audit_payload) from public;

-- For plugins and the core, on their own connection: who and where come from the signed context. A plugin can only write acts that
-- begin with its own id, and is what acted where no person did. The rest is the server's word, as the entry's writer is on record.
create function backline_api.record_audit(
    id uuid, act text, object_kind text, target uuid, facts jsonb, before_sealed bytea,
    after_sealed bytea, actor text, network text, device text, correlation text)
returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    workspace uuid := backline_api.current_workspace();
    account uuid := backline_api.current_account();
    payload backline.audit_payload;
begin
    if workspace is null then
        raise exception 'No workspace here: an audit entry is written inside one.'
            using errcode = 'BL001';
    end if;
    if session_user like 'p\_%' then
        if replace(split_part(act, '.', 1), '-', '_') <> substr(session_user::text, 3) then
            raise exception 'The act ''%'' does not begin with the plugin''s own id.', act
                using errcode = 'BL002';
        end if;
        actor := 'plugin';
    end if;
    payload.workspace_id := workspace;
    payload.id := id;
    payload.account_id := account;
    payload.actor := case when account is null then actor else 'account' end;
    payload.object_kind := object_kind;
    payload.target := target;
    payload.facts := facts;
    payload.before_sealed := before_sealed;
    payload.after_sealed := after_sealed;
    payload.network := network;
    payload.device := device;
    payload.correlation := correlation;
    perform backline.append_audit(act, payload);
end $$;

revoke all on function backline_api.record_audit(
    uuid, text, text, uuid, jsonb, bytea, bytea, text, text, text, text) from public;

-- For the core alone: what concerns the instance, not a workspace.
create function backline.record_instance_audit(
    id uuid, account uuid, act text, object_kind text, target uuid, facts jsonb, before_sealed bytea,
    after_sealed bytea, actor text, network text, device text, correlation text)
returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    payload backline.audit_payload;
begin
    payload.workspace_id := '00000000-0000-0000-0000-000000000000';
    payload.id := id;
    payload.account_id := account;
    payload.actor := case when account is null then actor else 'account' end;
    payload.object_kind := object_kind;
    payload.target := target;
    payload.facts := facts;
    payload.before_sealed := before_sealed;
    payload.after_sealed := after_sealed;
    payload.network := network;
    payload.device := device;
    payload.correlation := correlation;
    perform backline.append_audit(act, payload);
end $$;

revoke all on function backline.record_instance_audit(
    uuid, uuid, text, text, uuid, jsonb, bytea, bytea, text, text, text, text) from public;

-- For a command on a database that no server runs on, of this version or of one before.
create function backline.record_instance_audit(
    id uuid, account uuid, act text, target uuid, facts jsonb)
returns void language sql security definer
set search_path = pg_catalog, pg_temp
as $$
    select backline.record_instance_audit(
        id, account, act, null, target, facts, null, null, 'command-line', null, null, null);
$$;

revoke all on function backline.record_instance_audit(uuid, uuid, text, uuid, jsonb) from public;

-- Which chain is meant: the instance's, or the current workspace's.
create function backline.audit_chain_of(instance boolean) returns uuid
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
    chain uuid := case when instance then '00000000-0000-0000-0000-000000000000'::uuid
        else backline_api.current_workspace() end;
begin
    if chain is null then
        raise exception 'No workspace here: its audit entries are seen inside one.'
            using errcode = 'BL001';
    end if;
    return chain;
end $$;

revoke all on function backline.audit_chain_of(boolean) from public;

-- Walks a chain: how many entries, how many whose payload was
-- deleted, and the first that does not fit. Times are no part of the order: a clock that was set back breaks nothing, and is counted.
drop function backline.verify_audit();
create function backline.verify_audit(
    instance boolean, out entries bigint, out deleted bigint, out broken_at bigint, out clock_back bigint)
returns record language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    workspace uuid := backline.audit_chain_of(instance);
    previous bytea := sha256(uuid_send(workspace));
    previous_at timestamptz := '-infinity';
    e record;
begin
    entries := 0;
    deleted := 0;
    clock_back := 0;
    for e in
        select a.id, a.seq, a.at, a.source, a.act, a.payload_hash, a.previous, a.hash, p as payload,
            p.salt is not null as kept
        from backline.audit_entry a
        left join backline.audit_payload p on p.workspace_id = a.workspace_id and p.id = a.id
        where a.workspace_id = workspace order by a.seq
    loop
        entries := entries + 1;
        if e.seq <> entries or e.previous <> previous
                or e.hash <> backline.audit_hash(previous, workspace, e.id, e.seq, e.at, e.source,
                    e.act, e.payload_hash)
                or (e.kept and ((e.payload).seq <> e.seq
                    or e.payload_hash <> backline.audit_commitment(e.payload)))
        then
            broken_at := entries;
            return;
        end if;
        if not e.kept then
            deleted := deleted + 1;
        end if;
        if e.at < previous_at then
            clock_back := clock_back + 1;
        end if;
        previous := e.hash;
        previous_at := e.at;
    end loop;
end $$;

revoke all on function backline.verify_audit(boolean) from public;

-- The entries of a chain, the newest first. Planned for the filter that is asked.
create function backline.read_audit(
    instance boolean, before_seq bigint, person uuid, area text, since timestamptz, until timestamptz, most int)
returns table (
    seq bigint, id uuid, at timestamptz, source text, act text, kept boolean, account_id uuid, actor text,
    object_kind text, target uuid, facts jsonb, before_sealed bytea, after_sealed bytea, network text,
    device text, correlation text)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan
as $$
declare
    chain uuid := backline.audit_chain_of(instance);
begin
    if person is null then
        return query
            select e.seq, e.id, e.at, e.source, e.act, p.id is not null, p.account_id, p.actor,
                p.object_kind, p.target, p.facts, p.before_sealed, p.after_sealed, p.network, p.device,
                p.correlation
            from backline.audit_entry e
            left join backline.audit_payload p on p.workspace_id = e.workspace_id and p.id = e.id
            where e.workspace_id = chain
                and (before_seq is null or e.seq < before_seq)
                and (area is null or split_part(e.act, '.', 1) = area)
                and (since is null or e.at >= since) and (until is null or e.at < until)
            order by e.seq desc limit most;
        return;
    end if;
    return query
        select p.seq, e.id, e.at, e.source, e.act, true, p.account_id, p.actor,
            p.object_kind, p.target, p.facts, p.before_sealed, p.after_sealed, p.network, p.device,
            p.correlation
        from backline.audit_payload p
        join backline.audit_entry e on e.workspace_id = p.workspace_id and e.id = p.id
        where p.workspace_id = chain and p.account_id = person
            and (before_seq is null or p.seq < before_seq)
            and (area is null or split_part(e.act, '.', 1) = area)
            and (since is null or e.at >= since) and (until is null or e.at < until)
        order by p.seq desc limit most;
end $$;

revoke all on function backline.read_audit(
    boolean, bigint, uuid, text, timestamptz, timestamptz, int) from public;

-- Whom the chain names and what areas it has, for the choices of a filter: from one to the next, by the index.
create function backline.audit_people(instance boolean) returns setof uuid
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
    with recursive chain (id) as (
        select backline.audit_chain_of(instance)
    ), people (id) as (
        (select p.account_id from backline.audit_payload p
         where p.workspace_id = (select c.id from chain c) and p.account_id is not null
         order by p.account_id limit 1)
        union all
        select (select p.account_id from backline.audit_payload p
                where p.workspace_id = (select c.id from chain c) and p.account_id > one.id
                order by p.account_id limit 1)
        from people one where one.id is not null
    )
    select one.id from people one where one.id is not null;
$$;

revoke all on function backline.audit_people(boolean) from public;

create function backline.audit_areas(instance boolean) returns setof text
language sql stable security definer
set search_path = pg_catalog, pg_temp
as $$
    with recursive chain (id) as (
        select backline.audit_chain_of(instance)
    ), areas (name) as (
        (select split_part(e.act, '.', 1) from backline.audit_entry e
         where e.workspace_id = (select c.id from chain c)
         order by split_part(e.act, '.', 1) limit 1)
        union all
        select (select split_part(e.act, '.', 1) from backline.audit_entry e
                where e.workspace_id = (select c.id from chain c)
                    and split_part(e.act, '.', 1) > one.name
                order by split_part(e.act, '.', 1) limit 1)
        from areas one where one.name is not null
    )
    select one.name from areas one where one.name is not null;
$$;

revoke all on function backline.audit_areas(boolean) from public;

-- Deletes the payloads that tell of somebody, as who acted or as whom it is about, in all chains; how many. For the core alone.
create function backline.erase_audit_of_account(account uuid) returns bigint
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    gone bigint;
begin
    delete from backline.audit_payload p where p.account_id = account or p.target = account;
    get diagnostics gone = row_count;
    return gone;
end $$;

revoke all on function backline.erase_audit_of_account(uuid) from public;

-- The same about one object, in the chain of the current workspace.
create function backline.erase_audit_of_target(about uuid) returns bigint
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    workspace uuid := backline_api.current_workspace();
    gone bigint;
begin
    if workspace is null then
        raise exception 'No workspace here: what an entry is about is erased inside one.'
            using errcode = 'BL001';
    end if;
    delete from backline.audit_payload p where p.workspace_id = workspace and p.target = about;
    get diagnostics gone = row_count;
    return gone;
end $$;

revoke all on function backline.erase_audit_of_target(uuid) from public;
