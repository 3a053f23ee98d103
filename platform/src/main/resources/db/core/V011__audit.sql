-- Who did what. A chain per workspace; the instance's own chain stands under the nil UUID, which no
-- workspace has. The chain holds hashes; who, about what and with which facts stand in a row of their
-- own, which can be deleted without breaking the chain. No run-time role reaches the tables: what is
-- written stays as it is, and reading goes through functions, too.
create table backline.audit_entry (
    workspace_id uuid not null,
    id uuid not null,
    seq bigint not null check (seq > 0),
    at timestamptz not null,
    source text not null,
    act text not null check (length(act) <= 80),
    payload_hash bytea not null,
    previous bytea not null,
    hash bytea not null,
    primary key (workspace_id, id),
    unique (workspace_id, seq)
);

create table backline.audit_payload (
    workspace_id uuid not null,
    id uuid not null,
    salt bytea not null,
    account_id uuid,
    target uuid,
    facts jsonb not null,
    primary key (workspace_id, id),
    foreign key (workspace_id, id) references backline.audit_entry (workspace_id, id) on delete cascade
);

-- Erasing an account deletes its payloads.
create index audit_payload_by_account on backline.audit_payload (workspace_id, account_id)
    where account_id is not null;

-- What a payload commits to: nobody can guess it without the salt, once the row is deleted.
create function backline.audit_payload_hash(salt bytea, account uuid, target uuid, facts jsonb)
returns bytea language sql immutable parallel safe
set search_path = pg_catalog, pg_temp
return sha256(salt || convert_to(
    coalesce(account::text, '-') || '|' || coalesce(target::text, '-') || '|' || facts::text, 'UTF8'));

create function backline.audit_hash(
    previous bytea, workspace uuid, id uuid, seq bigint, at timestamptz, source text, act text,
    payload_hash bytea)
returns bytea language sql stable parallel safe
set search_path = pg_catalog, pg_temp set timezone = 'UTC'
return sha256(previous || payload_hash || convert_to(
    workspace::text || '|' || id::text || '|' || seq::text || '|'
    || (extract(epoch from at) * 1000000)::bigint::text || '|' || source || '|' || act, 'UTF8'));

-- Adds an entry at the end of a chain. The lock holds until the transaction ends, so that entries of
-- one chain are committed in their order; chains of different workspaces do not wait for each other.
create function backline.append_audit(
    workspace uuid, id uuid, account uuid, act text, target uuid, facts jsonb)
returns void language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    last record;
    this_seq bigint;
    this_at timestamptz;
    this_salt bytea := uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());
    this_payload bytea;
    this_previous bytea;
begin
    if length(facts::text) > 16000 then
        raise exception 'An audit entry holds counts, ids and choices: 16,000 characters at most.'
            using errcode = 'BL002';
    end if;
    perform pg_advisory_xact_lock(1011, hashtext(workspace::text));
    select e.seq, e.hash into last from backline.audit_entry e
        where e.workspace_id = workspace order by e.seq desc limit 1;
    this_seq := coalesce(last.seq, 0) + 1;
    this_previous := coalesce(last.hash, sha256(uuid_send(workspace)));
    this_at := clock_timestamp();
    this_payload := backline.audit_payload_hash(this_salt, account, target, facts);
    insert into backline.audit_entry (
            workspace_id, id, seq, at, source, act, payload_hash, previous, hash)
        values (workspace, id, this_seq, this_at, session_user, act, this_payload, this_previous,
            backline.audit_hash(this_previous, workspace, id, this_seq, this_at, session_user::text,
                act, this_payload));
    insert into backline.audit_payload (workspace_id, id, salt, account_id, target, facts)
        values (workspace, id, this_salt, account, target, facts);
end $$;

revoke all on function backline.append_audit(uuid, uuid, uuid, text, uuid, jsonb) from public;

-- For plugins and the core, on their own connection: who and where come from the signed context. A
-- plugin can only write acts that begin with its own id.
create function backline_api.record_audit(id uuid, act text, target uuid, facts jsonb)
returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    workspace uuid := backline_api.current_workspace();
begin
    if workspace is null then
        raise exception 'No workspace here: an audit entry is written inside one.'
            using errcode = 'BL001';
    end if;
    if session_user like 'p\_%'
            and replace(split_part(act, '.', 1), '-', '_') <> substr(session_user::text, 3) then
        raise exception 'The act ''%'' does not begin with the plugin''s own id.', act
            using errcode = 'BL002';
    end if;
    perform backline.append_audit(workspace, id, backline_api.current_account(), act, target, facts);
end $$;

revoke all on function backline_api.record_audit(uuid, text, uuid, jsonb) from public;

-- For the core alone: what concerns the instance, not a workspace.
create function backline.record_instance_audit(
    id uuid, account uuid, act text, target uuid, facts jsonb)
returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform backline.append_audit(
        '00000000-0000-0000-0000-000000000000', id, account, act, target, facts);
end $$;

revoke all on function backline.record_instance_audit(uuid, uuid, text, uuid, jsonb) from public;

-- Walks the chain of the current workspace, or, where there is none, the instance's: how many
-- entries, how many whose payload was deleted, and the first that does not fit.
create function backline.verify_audit(out entries bigint, out deleted bigint, out broken_at bigint)
returns record language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    workspace uuid := coalesce(
        backline_api.current_workspace(), '00000000-0000-0000-0000-000000000000');
    previous bytea := sha256(uuid_send(workspace));
    e record;
begin
    entries := 0;
    deleted := 0;
    for e in
        select a.*, p.salt, p.account_id, p.target, p.facts
        from backline.audit_entry a
        left join backline.audit_payload p on p.workspace_id = a.workspace_id and p.id = a.id
        where a.workspace_id = workspace order by a.seq
    loop
        entries := entries + 1;
        if e.seq <> entries or e.previous <> previous
                or e.hash <> backline.audit_hash(previous, workspace, e.id, e.seq, e.at, e.source,
                    e.act, e.payload_hash)
                or (e.salt is not null and e.payload_hash <> backline.audit_payload_hash(
                    e.salt, e.account_id, e.target, e.facts))
        then
            broken_at := entries;
            return;
        end if;
        if e.salt is null then
            deleted := deleted + 1;
        end if;
        previous := e.hash;
    end loop;
end $$;

revoke all on function backline.verify_audit() from public;
