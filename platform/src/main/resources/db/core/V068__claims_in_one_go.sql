-- What a worker claims at once, it claims in one go: first which rows, then all of them. Between the two stand arrays, so that the
-- planner, who cannot know how many a limit lets through, has no reason to read the whole table. Planned once per connection: to plan
-- anew for the values of each call took five times as long as the claim. Written for PostgreSQL.

-- Each entry of roles is a job that this plugin may have, the first before the others. One job of a workspace at a time: its row is
-- locked before that is looked at again, in a statement of its own, which sees what another node claimed until then. Where that took
-- all that was found, others may be due.
create or replace function backline.claim_jobs(worker_name text, lease interval, roles text[], most integer)
    returns table (workspace_id uuid, id uuid, plugin_role text, type text, parameters text, checkpoint text,
                   fence bigint, tries integer, crashes integer, created_by uuid, cancel_requested boolean)
    language plpgsql security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
declare
    spaces uuid[];
    jobs   uuid[];
    taken  integer;
begin
    loop
        select array_agg(found.workspace_id), array_agg(found.id) into spaces, jobs
        from (select due.workspace_id, due.id
              from (select given.role, count(*) as share
                    from unnest(roles) with ordinality given (role, place)
                    group by given.role order by min(given.place)) may
              cross join lateral (
                  select d.workspace_id, d.id
                  from backline.job d join backline.workspace w on w.id = d.workspace_id
                  where d.plugin_role = may.role and d.state in ('PLANNED', 'RUNNING') and d.due_at <= statement_timestamp()
                    and not exists (
                        select from backline.job r
                        where r.workspace_id = d.workspace_id and r.id <> d.id and r.state = 'RUNNING'
                          and r.due_at > statement_timestamp() offset 0)
                  order by d.due_at limit may.share
                  for update of d skip locked for no key update of w skip locked) due
              limit most) found;
        exit when jobs is null;
        return query
        update backline.job j
        set state = 'RUNNING', worker = worker_name, due_at = clock_timestamp() + lease, fence = j.fence + 1,
            crashes = j.crashes + (j.state = 'RUNNING')::integer
        from (select distinct on (f.workspace) f.workspace, f.job
              from unnest(spaces, jobs) with ordinality f (workspace, job, place)
              order by f.workspace, f.place) c
        where j.workspace_id = c.workspace and j.id = c.job
          and not exists (
              select from backline.job r
              where r.workspace_id = j.workspace_id and r.id <> j.id and r.state = 'RUNNING'
                and r.due_at > statement_timestamp() offset 0)
        returning j.workspace_id, j.id, j.plugin_role, j.type, j.parameters::text, j.checkpoint, j.fence, j.tries,
            j.crashes, j.created_by, j.cancel_requested;
        get diagnostics taken = row_count;
        exit when taken > 0;
    end loop;
end $$;

-- So many of each plugin. What once fell with its worker is claimed alone and after the rest, so that it takes nothing with it again,
-- and the fifth time it has failed.
create or replace function backline.claim_events(worker_name text, lease interval, roles text[], most integer)
    returns table (workspace_id uuid, event_id uuid, plugin_role text, fence bigint, tries integer,
                   type text, facts text, published_at timestamptz)
    language plpgsql security definer set search_path = pg_catalog, pg_temp set plan_cache_mode = force_generic_plan
as $$
declare
    spaces  uuid[];
    events  uuid[];
    hearers text[];
    falls   integer[];
begin
    with due as materialized (
        select each.role, d.*
        from (select distinct given.role from unnest(roles) given (role)) each
        cross join lateral (
            select o.workspace_id, o.event_id, o.due_at, o.crashes + (o.state = 'RUNNING' and o.begun)::integer as crashes
            from backline.event_delivery o
            where o.plugin_role = each.role and o.state in ('PLANNED', 'RUNNING') and o.due_at <= statement_timestamp()
            order by o.due_at limit most
            for update skip locked) d),
    placed as (
        select due.*, bool_or(due.crashes = 0) over (partition by due.role) as sound,
               row_number() over (partition by due.role order by due.due_at) as place
        from due)
    select array_agg(p.workspace_id), array_agg(p.event_id), array_agg(p.role), array_agg(p.crashes)
    into spaces, events, hearers, falls
    from placed p where p.crashes = 0 or not p.sound and p.place = 1;
    if events is null then
        return;
    end if;
    return query
    with claimed as (
        update backline.event_delivery d
        set state = case when c.falls >= 5 then 'FAILED' else 'RUNNING' end,
            settled_at = case when c.falls >= 5 then clock_timestamp() end,
            crashes = c.falls, worker = worker_name, due_at = clock_timestamp() + lease, fence = d.fence + 1,
            begun = false
        from unnest(spaces, events, hearers, falls) c (workspace, event, role, falls)
        where d.workspace_id = c.workspace and d.event_id = c.event and d.plugin_role = c.role
        returning d.workspace_id, d.event_id, d.plugin_role, d.fence, d.tries, d.state)
    select c.workspace_id, c.event_id, c.plugin_role, c.fence, c.tries, e.type, e.facts::text, e.published_at
    from claimed c join backline.event e on e.workspace_id = c.workspace_id and e.id = c.event_id
    where c.state = 'RUNNING'
    order by e.published_at;
end $$;
