-- Jobs that are tried again, and jobs at times. Written for PostgreSQL.
alter table backline.job
    add column due_at timestamptz not null default clock_timestamp(), -- when it may be claimed; the lease's end while it runs
    add column tries integer not null default 0,   -- how often its handler threw
    add column crashes integer not null default 0, -- how often a worker was not heard of again since the last checkpoint
    add column scheduled_for timestamptz;          -- the instant of its schedule
drop index backline.job_open;
drop function backline.claim_job;
drop function backline.release_jobs;
alter table backline.job drop column lease_until;
-- By plugin first: what waits for one that is off is not in the way of the others.
create index job_due on backline.job (plugin_role, due_at) where state in ('PLANNED', 'RUNNING');
create index job_ended on backline.job (ended_at) where state not in ('PLANNED', 'RUNNING');
-- However many nodes see an instant come, each workspace has one job for it.
create unique index job_instant on backline.job (workspace_id, plugin_role, type, scheduled_for) where scheduled_for is not null;

create table backline.job_schedule (
    plugin_role text        not null,
    type        text        not null,
    cron        text        not null,
    zone        text        not null,
    next_at     timestamptz not null,
    primary key (plugin_role, type)
);

create or replace function backline_api.move_job_checkpoint(job uuid, held bigint, checkpoint text) returns boolean
    language plpgsql security definer set search_path = pg_catalog
as $$
declare
    workspace uuid := backline.required_workspace();
begin
    update backline.job j set checkpoint = move_job_checkpoint.checkpoint, crashes = 0
    where j.workspace_id = workspace and j.id = job and j.fence = held and j.state = 'RUNNING'
      and j.plugin_role = session_user;
    return found;
end $$;

-- Workers serve all workspaces, and see of them only the jobs they claim.
create function backline.claim_jobs(worker_name text, lease interval, roles text[], most integer)
    returns table (workspace_id uuid, id uuid, plugin_role text, type text, parameters text, checkpoint text,
                   fence bigint, tries integer, crashes integer, created_by uuid, cancel_requested boolean)
    language plpgsql security definer set search_path = pg_catalog
as $$
declare
    each  text;
    taken integer;
    free  integer := most;
begin
    foreach each in array roles loop
        exit when free <= 0;
        return query
        update backline.job j
        set state = 'RUNNING', worker = worker_name, due_at = clock_timestamp() + lease, fence = j.fence + 1,
            crashes = o.crashes
        from (select d.workspace_id, d.id, d.crashes + (d.state = 'RUNNING')::integer as crashes
              from backline.job d
              where d.plugin_role = each and d.state in ('PLANNED', 'RUNNING') and d.due_at <= statement_timestamp()
              order by d.due_at
              for update skip locked limit free) o
        where j.workspace_id = o.workspace_id and j.id = o.id
        returning j.workspace_id, j.id, j.plugin_role, j.type, j.parameters::text, j.checkpoint, j.fence, j.tries,
            j.crashes, j.created_by, j.cancel_requested;
        get diagnostics taken = row_count;
        free := free - taken;
    end loop;
end $$;

-- How long until a job of theirs may be claimed, or the next is to be planned; null when nothing waits.
create function backline.next_job(roles text[]) returns interval
    language sql stable security definer set search_path = pg_catalog
begin atomic
    select min(first.due_at) - clock_timestamp()
    from unnest(roles) each
    cross join lateral (
        (select d.due_at from backline.job d
         where d.plugin_role = each and d.state in ('PLANNED', 'RUNNING')
         order by d.due_at limit 1)
        union all
        select min(s.next_at) from backline.job_schedule s where s.plugin_role = each) first;
end;

-- One job per workspace for an instant of a schedule, and the instant after. Returns how many; null when another node was first.
create function backline.plan_jobs(role text, job_type text, held timestamptz, instant timestamptz, following timestamptz)
    returns bigint
    language plpgsql security definer set search_path = pg_catalog
as $$
declare
    planned bigint;
begin
    update backline.job_schedule s set next_at = following
    where s.plugin_role = role and s.type = job_type and s.next_at = held;
    if not found then
        return null;
    end if;
    insert into backline.job (workspace_id, plugin_role, type, parameters, scheduled_for, created_by)
    select w.id, role, job_type, '{}', instant, null from backline.workspace w
    on conflict do nothing;
    get diagnostics planned = row_count;
    return planned;
end $$;

-- Jobs that this node held when it was killed need not wait for their lease to run out.
create function backline.release_jobs(worker_name text) returns bigint
    language sql security definer set search_path = pg_catalog
begin atomic
    with released as (
        update backline.job j set state = 'PLANNED', due_at = clock_timestamp(), crashes = j.crashes + 1
        where j.state = 'RUNNING' and j.worker = worker_name returning 1)
    select count(*) from released;
end;

-- What ended so long ago; of what a schedule planned and went well, sooner.
create function backline.prune_jobs(scheduled interval, longest interval, most integer) returns bigint
    language sql security definer set search_path = pg_catalog
begin atomic
    with gone as (
        delete from backline.job j using (
            select o.workspace_id, o.id from backline.job o
            where o.state not in ('PLANNED', 'RUNNING')
              and (o.ended_at < clock_timestamp() - longest
                   or o.ended_at < clock_timestamp() - scheduled and o.scheduled_for is not null and o.state = 'DONE')
            order by o.ended_at limit most) old
        where j.workspace_id = old.workspace_id and j.id = old.id returning 1)
    select count(*) from gone;
end;

create or replace function backline.erase_jobs(plugin text) returns bigint
    language sql security definer set search_path = pg_catalog
begin atomic
    delete from backline.job_schedule s where s.plugin_role = plugin;
    with gone as (delete from backline.job j where j.plugin_role = plugin returning 1)
    select count(*) from gone;
end;
