-- Who appends to a chain has its row. A plugin's role reaches no row of this table; the advisory lock that stood here anybody could take,
-- and hold every audited transaction of a workspace up. Written for PostgreSQL.
create table backline.audit_chain (
    workspace_id uuid primary key
);

-- As before, but for the lock.
create or replace function backline.append_audit(
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
    perform from backline.audit_chain c where c.workspace_id = workspace for update;
    if not found then
        -- Two that begin a chain: the second waits for the first here, and then for its row.
        insert into backline.audit_chain values (workspace) on conflict do nothing;
        perform from backline.audit_chain c where c.workspace_id = workspace for update;
    end if;
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
