-- A grant that came with a person by mistake, as by a list that is taken back, is undone while the person stays. PostgreSQL.

-- The ledger keeps both: what was taken, and that it was undone.
alter table backline.consent_entry add column undoes uuid; -- the grant that this entry undoes
alter table backline.consent_entry drop constraint consent_entry_event_check;
alter table backline.consent_entry add constraint consent_entry_event_check
    check (event in ('GRANTED', 'WITHDRAWN', 'OBJECTED', 'BOUNCED', 'COMPLAINED', 'LIFTED', 'UNDONE')
        and (event = 'UNDONE') = (undoes is not null));
create unique index consent_entry_undoes on backline.consent_entry (workspace_id, undoes) where undoes is not null;

create function backline.undone(workspace uuid, entry uuid) returns boolean
    language sql stable parallel safe set search_path = pg_catalog, pg_temp
begin atomic
    select exists (select from backline.consent_entry u where u.workspace_id = $1 and u.undoes = $2);
end;

-- Undoes the grants that were recorded in the transaction that made these people known, for the plugin that made them known.
-- Grants of later stay, and so does every no. Answers how many people stood as granted by them alone.
create function backline_api.undo_grants(subjects uuid[], reason text) returns integer
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_variable
declare
    workspace uuid := backline.required_workspace();
    told_by   text := reason;
    undone    uuid[];
    standing  uuid[];
    gone      uuid[];
    ways      text[];
begin
    if coalesce(btrim(reason), '') = '' then
        raise exception 'A grant is undone for a reason.' using errcode = '22023';
    end if;
    select array_agg(distinct s.id) into standing
    from (select each as id from unnest(subjects) as each
          union all
          select a.subject_id from backline.subject_alias a
          where a.workspace_id = workspace and a.alias_id = any (subjects)) s;
    -- Who grants meanwhile waits for this, and finds them without a standing.
    perform from backline.consent_state c
    where c.workspace_id = workspace and c.subject_id = any (standing) order by c.subject_id, c.channel for update;

    with brought as (
        insert into backline.consent_entry
            (workspace_id, subject_id, channel, event, source, occurred_at, recorded_by, undoes)
        select workspace, e.subject_id, e.channel, 'UNDONE', told_by, now(), backline_api.current_account(), e.id
        from backline.subject s
        join backline.consent_entry e on e.workspace_id = s.workspace_id and e.subject_id = s.id
        where s.workspace_id = workspace and s.id = any (subjects) and s.registered_by[1] = session_user::text
          and e.event = 'GRANTED' and e.recorded_at = s.created_at and not backline.undone(workspace, e.id)
        returning subject_id)
    select coalesce(array_agg(distinct b.subject_id), '{}') into undone from brought b;
    if undone = '{}' then
        return 0;
    end if;

    select array_agg(distinct s.id) into standing
    from (select each as id from unnest(undone) as each
          union all
          select a.subject_id from backline.subject_alias a
          where a.workspace_id = workspace and a.alias_id = any (undone)) s;
    with left_open as (
        delete from backline.consent_state c
        where c.workspace_id = workspace and c.subject_id = any (standing) and c.state = 'GRANTED'
        returning c.subject_id, c.channel)
    select array_agg(o.subject_id), array_agg(o.channel) into gone, ways from left_open o;
    insert into backline.consent_state (workspace_id, subject_id, channel, state, since, source)
    select distinct on (k.id, e.channel) workspace, k.id, e.channel, 'GRANTED', e.occurred_at, e.source
    from (select each as id, each as entered_as from unnest(standing) as each
          union all
          select a.subject_id, a.alias_id from backline.subject_alias a
          where a.workspace_id = workspace and a.subject_id = any (standing)) k
    join backline.consent_entry e on e.workspace_id = workspace and e.subject_id = k.entered_as
    where e.event = 'GRANTED' and not backline.undone(workspace, e.id)
    order by k.id, e.channel, e.occurred_at
    on conflict do nothing;
    return (select count(distinct g.id) from unnest(gone, ways) as g (id, way)
            where g.id = any (undone) and not exists (
                select from backline.consent_state c
                where c.workspace_id = workspace and c.subject_id = g.id and c.channel = g.way));
end $$;

-- As before, without what was undone.
create or replace view backline_api.consent_ground with (security_barrier = true) as
select distinct on (coalesce(a.subject_id, e.subject_id), e.channel, e.occurred_at)
    coalesce(a.subject_id, e.subject_id) as subject_id, e.channel, e.occurred_at, e.basis
from backline.consent_entry e
left join backline.subject_alias a on a.workspace_id = e.workspace_id and a.alias_id = e.subject_id
where e.workspace_id = (select backline_api.current_workspace()) and e.event = 'GRANTED' and e.basis <> 'CONSENT'
  and not exists (select from backline.consent_entry u where u.workspace_id = e.workspace_id and u.undoes = e.id)
order by coalesce(a.subject_id, e.subject_id), e.channel, e.occurred_at, e.basis;

-- As before: who stands as bounced stands as they did before, but for grants that were undone.
create or replace function backline_api.open_address(subject uuid, channel text, address_hash bytea, reason text) returns boolean
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
          and e.event = 'GRANTED' and not backline.undone(workspace, e.id)
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
