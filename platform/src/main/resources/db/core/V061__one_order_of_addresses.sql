-- What several sources say in one call is recorded at once, so that addresses are locked in one order. PostgreSQL.

-- As before, with a source for each entry, or one for all.
drop function backline_api.record_consents(uuid[], text, text[], text[], text, timestamptz[], bytea[]);
create function backline_api.record_consents(
    subjects uuid[], channel text, events text[], bases text[], sources text[], occurred timestamptz[], address_hashes bytea[])
    returns integer
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
    workspace uuid := backline.required_workspace();
    account   uuid := backline_api.current_account();
    way       text := channel;
    told_by   text[] := case when cardinality(sources) = 1 then array_fill(sources[1], array[cardinality(subjects)])
                             else sources end;
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
            select distinct on (i.id) workspace, i.id, way, 'GRANTED', i.at, i.told
            from unnest(subjects, occurred, told_by) as i (id, at, told) order by i.id, i.at, i.told;
            insert into backline.consent_entry
                (workspace_id, subject_id, channel, event, basis, source, occurred_at, recorded_by)
            select workspace, i.id, way, 'GRANTED', i.basis, i.told, i.at, account
            from unnest(subjects, bases, occurred, told_by) as i (id, basis, at, told);
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
    select distinct on (i.hash) workspace, way, i.hash, i.event, i.at, i.told
    from unnest(events, occurred, told_by, address_hashes) as i (event, at, told, hash)
    where i.event <> 'GRANTED' and i.hash is not null
    order by i.hash, backline.consent_rank(i.event) desc, i.at, i.told
    on conflict on constraint suppression_pkey do update
        set state = excluded.state, since = excluded.since, source = excluded.source
        where backline.consent_rank(excluded.state) > backline.consent_rank(known.state);

    delete from backline.opened_address o using unnest(events, address_hashes) as i (event, hash)
    where o.workspace_id = workspace and o.channel = way and o.address_hash = i.hash and i.event <> 'GRANTED';

    with input as (
        select i.id, i.event, i.basis, i.told, i.at, i.hash
        from unnest(subjects, events, bases, told_by, occurred, address_hashes) as i (id, event, basis, told, at, hash)
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
        from (select id, event as state, at as since, told from taken_entries where event <> 'BOUNCED'
              union all
              select id, address_state, address_since, address_source from judged
              where address_state is not null and event <> 'BOUNCED') e
        order by e.id, backline.consent_rank(e.state) desc, e.since, e.told
        on conflict on constraint consent_state_pkey do update
            set state = excluded.state, since = excluded.since, source = excluded.source
            where backline.consent_rank(excluded.state) > backline.consent_rank(mine.state)
    )
    insert into backline.consent_entry
        (workspace_id, subject_id, channel, event, basis, source, occurred_at, recorded_by, address_hash)
    select workspace, e.id, way, e.event, e.basis, e.told, e.at, account,
        case when e.event <> 'GRANTED' then e.hash end
    from taken_entries e;
    get diagnostics taken = row_count;
    return taken;
end $$;
