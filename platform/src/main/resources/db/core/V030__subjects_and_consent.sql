-- People that data is about, by id alone, and what they allowed. Written for PostgreSQL.

create table backline.subject (
    workspace_id  uuid        not null default backline_api.current_workspace(),
    id            uuid        not null,
    kind          text        not null,
    registered_by text[]      not null, -- the roles of the plugins that know the person, the first one first
    created_at    timestamptz not null default now(),
    primary key (workspace_id, id)
);

create table backline.subject_alias (
    workspace_id uuid        not null default backline_api.current_workspace(),
    alias_id     uuid        not null,
    subject_id   uuid        not null,
    created_at   timestamptz not null default now(),
    primary key (workspace_id, alias_id)
);
create index subject_alias_subject on backline.subject_alias (workspace_id, subject_id);

-- The ledger. Entries are added, and go with the person; they are never changed.
create table backline.consent_entry (
    workspace_id uuid        not null default backline_api.current_workspace(),
    id           uuid        not null default uuidv7(),
    subject_id   uuid        not null,
    channel      text        not null check (channel in ('EMAIL', 'SMS', 'PHONE', 'POST')),
    event        text        not null check (event in ('GRANTED', 'WITHDRAWN', 'OBJECTED', 'BOUNCED', 'COMPLAINED')),
    basis        text        check (basis in ('CONSENT', 'CONTRACT', 'LEGAL_OBLIGATION', 'LEGITIMATE_INTEREST')),
    source       text        not null check (length(source) <= 200),
    occurred_at  timestamptz not null,
    recorded_at  timestamptz not null default now(),
    recorded_by  uuid, -- the account, where a person did it
    primary key (workspace_id, id)
);
create index consent_entry_subject on backline.consent_entry (workspace_id, subject_id);

-- What an address may not be used for. Holds a keyed hash and outlives the person's erasure.
create table backline.suppression (
    workspace_id uuid        not null default backline_api.current_workspace(),
    channel      text        not null,
    address_hash bytea       not null,
    state        text        not null,
    since        timestamptz not null,
    source       text        not null,
    primary key (workspace_id, channel, address_hash)
);

-- What follows from the ledger: the strictest state per person and channel.
create table backline.consent_state (
    workspace_id uuid        not null default backline_api.current_workspace(),
    subject_id   uuid        not null,
    channel      text        not null,
    state        text        not null,
    since        timestamptz not null,
    source       text        not null,
    primary key (workspace_id, subject_id, channel)
);

create function backline.consent_rank(state text) returns integer
    language sql immutable parallel safe
    return case state
        when 'GRANTED' then 1 when 'BOUNCED' then 2 when 'WITHDRAWN' then 3
        when 'COMPLAINED' then 4 when 'OBJECTED' then 5 end;

create function backline.required_workspace() returns uuid
    language plpgsql stable parallel restricted set search_path = pg_catalog
as $$
declare
    workspace uuid := backline_api.current_workspace();
begin
    if workspace is null then
        raise exception 'No workspace has been entered in this transaction.' using errcode = '42501';
    end if;
    return workspace;
end $$;

create function backline_api.register_subjects(ids uuid[], kind text) returns integer
    language plpgsql security definer set search_path = pg_catalog
as $$
declare
    workspace uuid := backline.required_workspace();
    taken     integer;
begin
    -- New people are the rule, and plain rows cost half of what rows do that look out for a conflict.
    begin
        insert into backline.subject (workspace_id, id, kind, registered_by)
        select workspace, each, register_subjects.kind, array[session_user::text] from unnest(ids) as each;
        return cardinality(ids);
    exception when unique_violation then
        null;
    end;
    insert into backline.subject (workspace_id, id, kind, registered_by)
    select workspace, each, register_subjects.kind, array[session_user::text] from unnest(ids) as each
    on conflict do nothing;
    get diagnostics taken = row_count;
    if taken < cardinality(ids) then
        update backline.subject s set registered_by = s.registered_by || session_user::text
        where s.workspace_id = workspace and s.id = any (ids) and session_user::text <> all (s.registered_by);
    end if;
    return taken;
end $$;

-- Only those whom no other plugin knows; suppressions stay.
create function backline_api.withdraw_subjects(ids uuid[]) returns integer
    language plpgsql security definer set search_path = pg_catalog
as $$
declare
    workspace uuid := backline.required_workspace();
    mine      uuid[];
begin
    with gone as (
        delete from backline.subject s
        where s.workspace_id = workspace and s.id = any (ids) and s.registered_by = array[session_user::text]
        returning s.id)
    select coalesce(array_agg(id), '{}') into mine from gone;
    update backline.subject s set registered_by = array_remove(s.registered_by, session_user::text)
    where s.workspace_id = workspace and s.id = any (ids) and session_user::text = any (s.registered_by);
    delete from backline.consent_entry e where e.workspace_id = workspace and e.subject_id = any (mine);
    delete from backline.consent_state c where c.workspace_id = workspace and c.subject_id = any (mine);
    delete from backline.subject_alias a
    where a.workspace_id = workspace and (a.alias_id = any (mine) or a.subject_id = any (mine));
    return cardinality(mine);
end $$;

-- The same in all workspaces, for a plugin that is removed with its data.
create function backline.erase_subjects(plugin text) returns bigint
    language sql security definer set search_path = pg_catalog
begin atomic
    with gone as (
        delete from backline.subject s where s.registered_by = array[plugin] returning s.workspace_id, s.id),
    entries as (
        delete from backline.consent_entry e using gone g where e.workspace_id = g.workspace_id and e.subject_id = g.id),
    states as (
        delete from backline.consent_state c using gone g where c.workspace_id = g.workspace_id and c.subject_id = g.id),
    aliases as (
        delete from backline.subject_alias a using gone g where a.workspace_id = g.workspace_id and a.alias_id = g.id),
    merged as (
        delete from backline.subject_alias a using gone g where a.workspace_id = g.workspace_id and a.subject_id = g.id),
    shared as (
        update backline.subject s set registered_by = array_remove(s.registered_by, plugin)
        where plugin = any (s.registered_by) and cardinality(s.registered_by) > 1)
    select count(*) from gone;
end;

create function backline_api.merge_subjects(alias uuid, subject uuid) returns void
    language plpgsql security definer set search_path = pg_catalog
as $$
declare
    workspace uuid := backline.required_workspace();
begin
    if alias = subject then
        raise exception 'A person cannot be merged with themselves.' using errcode = '22023';
    end if;
    perform 1 from backline.subject s
    where s.workspace_id = workspace and s.id in (alias, subject) order by s.id for update;
    insert into backline.subject_alias (workspace_id, alias_id, subject_id)
    values (workspace, alias, subject)
    on conflict (workspace_id, alias_id) do update set subject_id = excluded.subject_id;
    update backline.subject_alias a set subject_id = merge_subjects.subject
    where a.workspace_id = workspace and a.subject_id = alias;
    insert into backline.consent_state as mine (workspace_id, subject_id, channel, state, since, source)
    select c.workspace_id, merge_subjects.subject, c.channel, c.state, c.since, c.source
    from backline.consent_state c where c.workspace_id = workspace and c.subject_id = alias
    on conflict (workspace_id, subject_id, channel) do update
        set state = excluded.state, since = excluded.since, source = excluded.source
        where backline.consent_rank(excluded.state) > backline.consent_rank(mine.state);
end $$;

create function backline_api.suppressed(channel text, address_hashes bytea[]) returns setof bytea
    language sql stable security definer set search_path = pg_catalog
begin atomic
    select s.address_hash from backline.suppression s
    where s.workspace_id = (select backline_api.current_workspace())
      and s.channel = $1 and s.address_hash = any ($2);
end;

create view backline_api.consent_standing with (security_barrier = true) as
select subject_id, channel, state, since, source from backline.consent_state
where workspace_id = (select backline_api.current_workspace());

-- Takes parallel arrays, so that an import records a whole chunk at once. Tightening entries are always taken. A grant
-- is taken only where neither the person nor the address has anything tighter on record or in the same call; where the
-- address has, the person's standing becomes that.
create function backline_api.record_consents(
    subjects uuid[], channel text, events text[], bases text[], source text, occurred timestamptz[], address_hashes bytea[])
    returns integer
    language plpgsql security definer set search_path = pg_catalog
as $$
#variable_conflict use_variable
declare
    workspace uuid := backline.required_workspace();
    account   uuid := backline_api.current_account();
    way       text := channel;
    told_by   text := source;
    taken     integer;
begin
    if exists (select from unnest(subjects) as s (id)
               where not exists (select from backline.subject k where k.workspace_id = workspace and k.id = s.id)) then
        raise exception 'A consent names a person that is not registered.' using errcode = '23503';
    end if;

    -- People of whom nothing is known yet, and who all agree: an import's rule. Whoever is known after all is told below.
    if not exists (select from unnest(events) as e (event) where e.event <> 'GRANTED')
       and not exists (select from backline.suppression s
                       where s.workspace_id = workspace and s.channel = way and s.address_hash = any (address_hashes)) then
        begin
            insert into backline.consent_state (workspace_id, subject_id, channel, state, since, source)
            select distinct on (i.id) workspace, i.id, way, 'GRANTED', i.at, told_by
            from unnest(subjects, occurred) as i (id, at) order by i.id, i.at;
            insert into backline.consent_entry
                (workspace_id, subject_id, channel, event, basis, source, occurred_at, recorded_by)
            select workspace, i.id, way, 'GRANTED', i.basis, told_by, i.at, account
            from unnest(subjects, bases, occurred) as i (id, basis, at);
            return cardinality(subjects);
        exception when unique_violation then
            null;
        end;
    end if;

    insert into backline.suppression as known (workspace_id, channel, address_hash, state, since, source)
    select distinct on (i.hash) workspace, way, i.hash, i.event, i.at, told_by
    from unnest(events, occurred, address_hashes) as i (event, at, hash)
    where i.event <> 'GRANTED' and i.hash is not null
    order by i.hash, backline.consent_rank(i.event) desc, i.at
    on conflict on constraint suppression_pkey do update
        set state = excluded.state, since = excluded.since, source = excluded.source
        where backline.consent_rank(excluded.state) > backline.consent_rank(known.state);

    with input as (
        select i.id, i.event, i.basis, i.at, i.hash
        from unnest(subjects, events, bases, occurred, address_hashes) as i (id, event, basis, at, hash)
    ), judged as (
        select i.*, s.state as address_state, s.since as address_since, s.source as address_source
        from input i
        left join backline.suppression s
            on s.workspace_id = workspace and s.channel = way and s.address_hash = i.hash
    ), taken_entries as (
        select j.* from judged j
        where j.event <> 'GRANTED'
           or (j.address_state is null
               and not exists (select from backline.consent_state c
                               where c.workspace_id = workspace and c.subject_id = j.id and c.channel = way
                                 and c.state <> 'GRANTED')
               and not exists (select from input t where t.id = j.id and t.event <> 'GRANTED'))
    ), standing as (
        insert into backline.consent_state as mine (workspace_id, subject_id, channel, state, since, source)
        select distinct on (e.id) workspace, e.id, way, e.state, e.since, e.told
        from (select id, event as state, at as since, told_by as told from taken_entries
              union all
              select id, address_state, address_since, address_source from judged where address_state is not null) e
        order by e.id, backline.consent_rank(e.state) desc, e.since
        on conflict on constraint consent_state_pkey do update
            set state = excluded.state, since = excluded.since, source = excluded.source
            where backline.consent_rank(excluded.state) > backline.consent_rank(mine.state)
    )
    insert into backline.consent_entry (workspace_id, subject_id, channel, event, basis, source, occurred_at, recorded_by)
    select workspace, e.id, way, e.event, e.basis, told_by, e.at, account from taken_entries e;
    get diagnostics taken = row_count;
    return taken;
end $$;
