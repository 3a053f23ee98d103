-- A bounce is about an address and closes that alone; what a person says closes the person. PostgreSQL.

-- The ledger names the address that closed or was opened again, by the same keyed hash as the suppression.
alter table backline.consent_entry add column address_hash bytea;
alter table backline.consent_entry drop constraint consent_entry_event_check;
alter table backline.consent_entry add constraint consent_entry_event_check
    check (event in ('GRANTED', 'WITHDRAWN', 'OBJECTED', 'BOUNCED', 'COMPLAINED', 'LIFTED'));

-- A column of its own, so that plugins which keep the key beside an address find it by an index through the view.
alter table backline.suppression add column address_key bigint
    generated always as (substring(address_hash from 1 for 8)::bigint) stored;
create index suppression_by_key on backline.suppression (workspace_id, channel, address_key);

create or replace view backline_api.suppression_standing with (security_barrier = true) as
select channel, address_hash, address_key, state, since, source,
    case state when 'BOUNCED' then 2 when 'WITHDRAWN' then 3 when 'COMPLAINED' then 4 when 'OBJECTED' then 5 end as rank
from backline.suppression
where workspace_id = (select backline_api.current_workspace());

-- People who stood as bounced stand as they did before; their addresses stay closed. Nobody who said no is among them:
-- that is stricter, and would have been their standing.
update backline.consent_state c set state = 'GRANTED', since = g.occurred_at, source = g.source
from (select distinct on (workspace_id, subject_id, channel) workspace_id, subject_id, channel, occurred_at, source
      from backline.consent_entry where event = 'GRANTED'
      order by workspace_id, subject_id, channel, occurred_at) g
where c.state = 'BOUNCED' and g.workspace_id = c.workspace_id and g.subject_id = c.subject_id and g.channel = c.channel;
delete from backline.consent_state where state = 'BOUNCED';

-- As before, but for bounces: they leave the person's standing as it is, and no grant waits for them.
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

    with input as (
        select i.id, i.event, i.basis, i.at, i.hash
        from unnest(subjects, events, bases, occurred, address_hashes) as i (id, event, basis, at, hash)
    ), judged as (
        select i.*, s.state as address_state, s.since as address_since, s.source as address_source
        from input i
        left join backline.suppression s
            on s.workspace_id = workspace and s.channel = way and s.address_hash = i.hash and s.state <> 'BOUNCED'
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

-- Opens an address that bounced, and nothing else: where somebody said no under it, nothing happens. The reason stays
-- in the ledger of the person on whose page it was done. False where nothing was lifted.
create function backline_api.lift_bounce(subject uuid, channel text, address_hash bytea, reason text) returns boolean
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    workspace uuid := backline.required_workspace();
begin
    if not exists (select from backline.subject k where k.workspace_id = workspace and k.id = lift_bounce.subject) then
        raise exception 'A lift names a person that is not registered.' using errcode = '23503';
    end if;
    if coalesce(btrim(reason), '') = '' then
        raise exception 'A bounce is lifted for a reason.' using errcode = '22023';
    end if;
    delete from backline.suppression s
    where s.workspace_id = workspace and s.channel = lift_bounce.channel
      and s.address_hash = lift_bounce.address_hash and s.state = 'BOUNCED';
    if not found then
        return false;
    end if;
    insert into backline.consent_entry
        (workspace_id, subject_id, channel, event, source, occurred_at, recorded_by, address_hash)
    values (workspace, lift_bounce.subject, lift_bounce.channel, 'LIFTED', reason, now(),
        backline_api.current_account(), lift_bounce.address_hash);
    return true;
end $$;
