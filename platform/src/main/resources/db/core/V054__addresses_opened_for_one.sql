-- An address that somebody else refused is opened for one person alone, and who was known as bounced without an address stays
-- closed. PostgreSQL.

-- For whom an address is open though others may not be written to under it.
create table backline.opened_address (
    workspace_id uuid   not null default backline_api.current_workspace(),
    subject_id   uuid   not null,
    channel      text   not null,
    address_hash bytea  not null,
    address_key  bigint generated always as (substring(address_hash from 1 for 8)::bigint) stored,
    primary key (workspace_id, subject_id, channel, address_hash)
);
create index opened_address_by_hash on backline.opened_address (workspace_id, channel, address_hash);

create view backline_api.opened_address with (security_barrier = true) as
select subject_id, channel, address_hash, address_key
from backline.opened_address
where workspace_id = (select backline_api.current_workspace());

-- V050 opened people whose bounce named no address, or whose address the ledger did not keep yet: which one does not work is
-- not known, and all stay closed until somebody opens one. Who said no stands stricter already.
insert into backline.consent_state as mine (workspace_id, subject_id, channel, state, since, source)
select distinct on (e.workspace_id, e.subject_id, e.channel)
    e.workspace_id, e.subject_id, e.channel, 'BOUNCED', e.occurred_at, e.source
from backline.consent_entry e
where e.event = 'BOUNCED' and e.address_hash is null
  and not exists (select from backline.consent_entry l
                  where l.workspace_id = e.workspace_id and l.subject_id = e.subject_id and l.channel = e.channel
                    and l.event = 'LIFTED')
order by e.workspace_id, e.subject_id, e.channel, e.occurred_at
on conflict on constraint consent_state_pkey do update
    set state = excluded.state, since = excluded.since, source = excluded.source
    where backline.consent_rank(excluded.state) > backline.consent_rank(mine.state);

-- As before, but for opened addresses: whatever tightens one closes it for all again, and for whom it is open, a grant is taken.
create or replace function backline_api.record_consents(
    subjects uuid[], channel text, events text[], bases text[], source text, occurred timestamptz[], address_hashes bytea[])
    returns integer
    language plpgsql security definer set search_path = pg_catalog, pg_temp
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

    if exists (select from unnest(events, address_hashes) as i (event, hash)
               where i.event = 'LIFTED' or i.event = 'BOUNCED' and i.hash is null) then
        raise exception 'A bounce names its address, and is lifted by lift_bounce alone.' using errcode = '22023';
    end if;

    insert into backline.suppression as known (workspace_id, channel, address_hash, state, since, source)
    select distinct on (i.hash) workspace, way, i.hash, i.event, i.at, told_by
    from unnest(events, occurred, address_hashes) as i (event, at, hash)
    where i.event <> 'GRANTED' and i.hash is not null
    order by i.hash, backline.consent_rank(i.event) desc, i.at
    on conflict on constraint suppression_pkey do update
        set state = excluded.state, since = excluded.since, source = excluded.source
        where backline.consent_rank(excluded.state) > backline.consent_rank(known.state);

    delete from backline.opened_address o using unnest(events, address_hashes) as i (event, hash)
    where o.workspace_id = workspace and o.channel = way and o.address_hash = i.hash and i.event <> 'GRANTED';

    with input as (
        select i.id, i.event, i.basis, i.at, i.hash
        from unnest(subjects, events, bases, occurred, address_hashes) as i (id, event, basis, at, hash)
    ), judged as (
        select i.*, s.state as address_state, s.since as address_since, s.source as address_source
        from input i
        left join backline.suppression s
            on s.workspace_id = workspace and s.channel = way and s.address_hash = i.hash and s.state <> 'BOUNCED'
            and not exists (select from backline.opened_address o
                            where o.workspace_id = workspace and o.subject_id = i.id and o.channel = way
                              and o.address_hash = i.hash)
    ), taken_entries as (
        select j.* from judged j
        where j.event <> 'GRANTED'
           or (j.address_state is null
               and not exists (select from backline.consent_state c
                               where c.workspace_id = workspace and c.subject_id = j.id and c.channel = way
                                 and c.state <> 'GRANTED')
               and not exists (select from input t where t.id = j.id and t.event not in ('GRANTED', 'BOUNCED')))
    ), standing as (
        insert into backline.consent_state as mine (workspace_id, subject_id, channel, state, since, source)
        select distinct on (e.id) workspace, e.id, way, e.state, e.since, e.told
        from (select id, event as state, at as since, told_by as told from taken_entries where event <> 'BOUNCED'
              union all
              select id, address_state, address_since, address_source from judged
              where address_state is not null and event <> 'BOUNCED') e
        order by e.id, backline.consent_rank(e.state) desc, e.since
        on conflict on constraint consent_state_pkey do update
            set state = excluded.state, since = excluded.since, source = excluded.source
            where backline.consent_rank(excluded.state) > backline.consent_rank(mine.state)
    )
    insert into backline.consent_entry
        (workspace_id, subject_id, channel, event, basis, source, occurred_at, recorded_by, address_hash)
    select workspace, e.id, way, e.event, e.basis, told_by, e.at, account,
        case when e.event <> 'GRANTED' then e.hash end
    from taken_entries e;
    get diagnostics taken = row_count;
    return taken;
end $$;

-- Opens an address for a reason: one that bounced for everybody, one that somebody else refused for the subject alone, who must
-- not have said no. Who stands as bounced since before the ledger named addresses stands as they did before. The reason stays in
-- the subject's ledger. False where nothing was opened.
drop function backline_api.lift_bounce(uuid, text, bytea, text);
create function backline_api.open_address(subject uuid, channel text, address_hash bytea, reason text) returns boolean
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    workspace uuid := backline.required_workspace();
    way       text := open_address.channel;
    hash      bytea := open_address.address_hash;
    said      text;
    opened    boolean;
begin
    if not exists (select from backline.subject k where k.workspace_id = workspace and k.id = open_address.subject) then
        raise exception 'An address is opened for a person that is not registered.' using errcode = '23503';
    end if;
    if coalesce(btrim(reason), '') = '' then
        raise exception 'An address is opened for a reason.' using errcode = '22023';
    end if;
    delete from backline.suppression s
    where s.workspace_id = workspace and s.channel = way and s.address_hash = hash and s.state = 'BOUNCED';
    opened := found;

    select c.state into said from backline.consent_state c
    where c.workspace_id = workspace and c.subject_id = open_address.subject and c.channel = way for update;
    if said = 'BOUNCED' then
        delete from backline.consent_state c
        where c.workspace_id = workspace and c.subject_id = open_address.subject and c.channel = way;
        insert into backline.consent_state (workspace_id, subject_id, channel, state, since, source)
        select workspace, open_address.subject, way, 'GRANTED', e.occurred_at, e.source from backline.consent_entry e
        where e.workspace_id = workspace and e.subject_id = open_address.subject and e.channel = way
          and e.event = 'GRANTED'
        order by e.occurred_at limit 1;
        opened := true;
    elsif coalesce(said, 'GRANTED') = 'GRANTED' and not opened then
        insert into backline.opened_address (workspace_id, subject_id, channel, address_hash)
        select workspace, open_address.subject, way, hash from backline.suppression s
        where s.workspace_id = workspace and s.channel = way and s.address_hash = hash
        on conflict do nothing;
        opened := found;
    end if;
    if opened then
        insert into backline.consent_entry
            (workspace_id, subject_id, channel, event, source, occurred_at, recorded_by, address_hash)
        values (workspace, open_address.subject, way, 'LIFTED', reason, now(), backline_api.current_account(), hash);
    end if;
    return opened;
end $$;

-- As before, and what was opened for them goes too.
create or replace function backline_api.withdraw_subjects(ids uuid[]) returns integer
    language plpgsql security definer set search_path = pg_catalog, pg_temp
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
    delete from backline.opened_address o where o.workspace_id = workspace and o.subject_id = any (mine);
    delete from backline.subject_alias a
    where a.workspace_id = workspace and (a.alias_id = any (mine) or a.subject_id = any (mine));
    return cardinality(mine);
end $$;

create or replace function backline.erase_subjects(plugin text) returns bigint
    language sql security definer set search_path = pg_catalog, pg_temp
begin atomic
    with gone as (
        delete from backline.subject s where s.registered_by = array[plugin] returning s.workspace_id, s.id),
    entries as (
        delete from backline.consent_entry e using gone g where e.workspace_id = g.workspace_id and e.subject_id = g.id),
    states as (
        delete from backline.consent_state c using gone g where c.workspace_id = g.workspace_id and c.subject_id = g.id),
    opened as (
        delete from backline.opened_address o using gone g where o.workspace_id = g.workspace_id and o.subject_id = g.id),
    aliases as (
        delete from backline.subject_alias a using gone g where a.workspace_id = g.workspace_id and a.alias_id = g.id),
    merged as (
        delete from backline.subject_alias a using gone g where a.workspace_id = g.workspace_id and a.subject_id = g.id),
    shared as (
        update backline.subject s set registered_by = array_remove(s.registered_by, plugin)
        where plugin = any (s.registered_by) and cardinality(s.registered_by) > 1)
    select count(*) from gone;
end;
