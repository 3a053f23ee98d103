-- Who else heard a no, what goes with whom another plugin knows too, and one order in which people are locked. PostgreSQL.

-- When people said no, entry by entry: an undo leaves those of whom somebody else heard one than the list that brought them.
create index consent_entry_refusal on backline.consent_entry (workspace_id, subject_id, recorded_at)
    where event in ('WITHDRAWN', 'OBJECTED', 'COMPLAINED');

create view backline_api.consent_refusal with (security_barrier = true) as
select subject_id, channel, recorded_at
from backline.consent_entry
where workspace_id = (select backline_api.current_workspace()) and event in ('WITHDRAWN', 'OBJECTED', 'COMPLAINED');

-- Who said no to anything but letters: few, and an export names them.
create index consent_state_otherwise on backline.consent_state (workspace_id, subject_id) where channel <> 'EMAIL';

-- Whatever changes how several people stand, or one person in several ways, holds them first, by id. Whom this transaction made
-- known nobody else can see.
create function backline_api.hold_subjects(ids uuid[]) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    workspace uuid := backline.required_workspace();
begin
    perform from backline.subject s
    where s.workspace_id = workspace and s.id = any (ids) and s.created_at <> now()
    order by s.id for no key update;
end $$;

-- As before, and hold the people first.
create or replace function backline_api.register_subjects(ids uuid[], kind text) returns integer
    language plpgsql security definer set search_path = pg_catalog, pg_temp
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
        perform backline_api.hold_subjects(ids);
        update backline.subject s set registered_by = s.registered_by || session_user::text
        where s.workspace_id = workspace and s.id = any (ids) and session_user::text <> all (s.registered_by);
    end if;
    return taken;
end $$;

create or replace function backline_api.undo_grants(subjects uuid[], reason text) returns integer
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
    perform backline_api.hold_subjects(standing);
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

-- As before, and where there is a reason, people whom another plugin knows too lose the grants that came with them.
drop function backline_api.withdraw_subjects(uuid[]);
create function backline_api.withdraw_subjects(ids uuid[], reason text) returns integer
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    workspace uuid := backline.required_workspace();
    mine      uuid[];
    others    uuid[];
begin
    perform backline_api.hold_subjects(ids);
    with gone as (
        delete from backline.subject s
        where s.workspace_id = workspace and s.id = any (ids) and s.registered_by = array[session_user::text]
        returning s.id)
    select coalesce(array_agg(id), '{}') into mine from gone;
    select coalesce(array_agg(s.id), '{}') into others from backline.subject s
    where s.workspace_id = workspace and s.id = any (ids) and session_user::text = any (s.registered_by);
    if others <> '{}' then
        if reason <> '' then
            perform backline_api.undo_grants(others, reason);
        end if;
        update backline.subject s set registered_by = array_remove(s.registered_by, session_user::text)
        where s.workspace_id = workspace and s.id = any (others);
    end if;
    delete from backline.consent_entry e where e.workspace_id = workspace and e.subject_id = any (mine);
    delete from backline.consent_state c where c.workspace_id = workspace and c.subject_id = any (mine);
    delete from backline.opened_address o where o.workspace_id = workspace and o.subject_id = any (mine);
    delete from backline.subject_alias a
    where a.workspace_id = workspace and (a.alias_id = any (mine) or a.subject_id = any (mine));
    return cardinality(mine);
end $$;
