-- A workspace's jobs take turns whoever claims, a lease of events is renewed, and what is old goes in small steps. Written for
-- PostgreSQL.

-- Each entry of roles is a job that this plugin may have. One job of a workspace at a time: its row is locked before that is looked at
-- again, in a statement of its own, which sees what another node claimed until then.
create or replace function backline.claim_jobs(worker_name text, lease interval, roles text[], most integer)
    returns table (workspace_id uuid, id uuid, plugin_role text, type text, parameters text, checkpoint text,
                   fence bigint, tries integer, crashes integer, created_by uuid, cancel_requested boolean)
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    each  text;
    due   record;
    taken integer;
    free  integer := most;
    idle  text[] := '{}';
begin
    foreach each in array roles loop
        exit when free <= 0;
        continue when each = any (idle);
        loop
            select d.workspace_id, d.id into due
            from backline.job d join backline.workspace w on w.id = d.workspace_id
            where d.plugin_role = each and d.state in ('PLANNED', 'RUNNING') and d.due_at <= statement_timestamp()
              and not exists (
                  select from backline.job r
                  where r.workspace_id = d.workspace_id and r.id <> d.id and r.state = 'RUNNING'
                    and r.due_at > statement_timestamp())
            order by d.due_at limit 1
            for update of d skip locked for no key update of w skip locked;
            if not found then
                idle := idle || each;
                exit;
            end if;
            return query
            update backline.job j
            set state = 'RUNNING', worker = worker_name, due_at = clock_timestamp() + lease, fence = j.fence + 1,
                crashes = j.crashes + (j.state = 'RUNNING')::integer
            where j.workspace_id = due.workspace_id and j.id = due.id
              and not exists (
                  select from backline.job r
                  where r.workspace_id = j.workspace_id and r.id <> j.id and r.state = 'RUNNING'
                    and r.due_at > statement_timestamp())
            returning j.workspace_id, j.id, j.plugin_role, j.type, j.parameters::text, j.checkpoint, j.fence, j.tries,
                j.crashes, j.created_by, j.cancel_requested;
            get diagnostics taken = row_count;
            free := free - taken;
            exit when taken > 0;
        end loop;
    end loop;
end $$;

-- Of plugins without a place only what is to be planned counts.
drop function backline.next_job(text[]);
create function backline.next_job(roles text[], free text[]) returns interval
    language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select min(first.due_at) - clock_timestamp()
    from unnest(roles) each
    cross join lateral (
        (select d.due_at from backline.job d
         where d.plugin_role = each and each = any (free) and d.state in ('PLANNED', 'RUNNING')
           and not exists (
               select from backline.job r
               where r.workspace_id = d.workspace_id and r.id <> d.id and r.state = 'RUNNING'
                 and r.due_at > statement_timestamp())
         order by d.due_at limit 1)
        union all
        select min(s.next_at) from backline.job_schedule s where s.plugin_role = each) first;
end;

-- Looks at so many that ended after the last step, and takes out what ended so long ago; of what a schedule planned and went well,
-- sooner. Returns where it got to; null at the end.
drop function backline.prune_jobs(interval, interval, integer);
create function backline.prune_jobs(scheduled interval, longest interval, since timestamptz, most integer) returns timestamptz
    language sql security definer set search_path = pg_catalog, pg_temp
begin atomic
    with old as (
        select o.workspace_id, o.id, o.ended_at,
               o.ended_at < clock_timestamp() - longest or (o.scheduled_for is not null and o.state = 'DONE') as goes
        from backline.job o
        where o.state not in ('PLANNED', 'RUNNING') and o.ended_at > since and o.ended_at < clock_timestamp() - scheduled
        order by o.ended_at limit most),
    gone as (
        delete from backline.job j using old
        where old.goes and j.workspace_id = old.workspace_id and j.id = old.id)
    select max(old.ended_at) from old;
end;

alter table backline.event_delivery add column begun boolean not null default false; -- whether its handler was called

create or replace function backline.claim_events(worker_name text, lease interval, roles text[], most integer)
    returns table (workspace_id uuid, event_id uuid, plugin_role text, fence bigint, tries integer,
                   type text, facts text, published_at timestamptz)
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    each text;
begin
    foreach each in array roles loop
        return query
        with due as materialized (
            select d.workspace_id, d.event_id, d.due_at,
                   d.crashes + (d.state = 'RUNNING' and d.begun)::integer as crashes
            from backline.event_delivery d
            where d.plugin_role = each and d.state in ('PLANNED', 'RUNNING') and d.due_at <= statement_timestamp()
            order by d.due_at
            for update skip locked limit most),
        chosen as (
            select * from due o where o.crashes = 0
            union all
            (select * from due o where not exists (select from due where crashes = 0) order by o.due_at limit 1)),
        claimed as (
            update backline.event_delivery d
            set state = case when c.crashes >= 5 then 'FAILED' else 'RUNNING' end,
                settled_at = case when c.crashes >= 5 then clock_timestamp() end,
                crashes = c.crashes, worker = worker_name, due_at = clock_timestamp() + lease, fence = d.fence + 1,
                begun = false
            from chosen c
            where d.workspace_id = c.workspace_id and d.event_id = c.event_id and d.plugin_role = each
            returning d.workspace_id, d.event_id, d.fence, d.tries, d.state)
        select c.workspace_id, c.event_id, each, c.fence, c.tries, e.type, e.facts::text, e.published_at
        from claimed c join backline.event e on e.workspace_id = c.workspace_id and e.id = c.event_id
        where c.state = 'RUNNING'
        order by e.published_at;
    end loop;
end $$;

-- The handler is about to be called; false when another worker has taken the delivery over. Nothing is lost with this note but the
-- count of a crash, so that nobody waits for the disk.
create function backline.begin_event(workspace uuid, event uuid, role text, held bigint) returns boolean
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    perform set_config('synchronous_commit', 'off', true);
    update backline.event_delivery d set begun = true
    where d.workspace_id = workspace and d.event_id = event and d.plugin_role = role
      and d.fence = held and d.state = 'RUNNING';
    return found;
end $$;

-- A worker has one batch of a plugin. What is just being settled needs no lease.
create function backline.renew_events(worker_name text, role text, lease interval) returns bigint
    language sql security definer set search_path = pg_catalog, pg_temp
begin atomic
    with held as (
        select d.workspace_id, d.event_id from backline.event_delivery d
        where d.plugin_role = role and d.worker = worker_name and d.state = 'RUNNING' for update skip locked),
    renewed as (
        update backline.event_delivery d set due_at = clock_timestamp() + lease
        from held h where d.workspace_id = h.workspace_id and d.event_id = h.event_id and d.plugin_role = role
        returning 1)
    select count(*) from renewed;
end;

create or replace function backline.release_events(worker_name text) returns bigint
    language sql security definer set search_path = pg_catalog, pg_temp
begin atomic
    with released as (
        update backline.event_delivery d
        set state = 'PLANNED', crashes = d.crashes + d.begun::integer, due_at = clock_timestamp()
        where d.state = 'RUNNING' and d.worker = worker_name returning 1)
    select count(*) from released;
end;

-- Looks at so many that were told after the last step, and takes out what everybody handled so long ago, and after the longest time
-- the others. Returns where it got to, null at the end, and how many somebody still waited for.
drop function backline.prune_events(interval, interval, integer);
create function backline.prune_events(handled interval, longest interval, since timestamptz, most integer)
    returns table (reached timestamptz, missed bigint)
    language sql security definer set search_path = pg_catalog, pg_temp
begin atomic
    with old as (
        select e.workspace_id, e.id, e.published_at, e.published_at < clock_timestamp() - longest as expired, exists (
                   select from backline.event_delivery d
                   where d.workspace_id = e.workspace_id and d.event_id = e.id and d.state <> 'DONE') as open
        from backline.event e
        where e.published_at > since and e.published_at < clock_timestamp() - handled
        order by e.published_at limit most),
    gone as (
        delete from backline.event e using old o
        where (o.expired or not o.open) and e.workspace_id = o.workspace_id and e.id = o.id
        returning o.open)
    select (select max(old.published_at) from old), (select count(*) from gone where gone.open);
end;
