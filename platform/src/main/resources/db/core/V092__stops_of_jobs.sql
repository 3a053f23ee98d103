-- That somebody asked a job to stop stands beside its row: a transaction of the job holds that for as long as its step takes, on whichever
-- node, and whoever asks waits for nobody. Written for PostgreSQL.

create table backline.job_stop (
    workspace_id uuid not null default backline_api.current_workspace(),
    job_id       uuid not null,
    primary key (workspace_id, job_id),
    foreign key (workspace_id, job_id) references backline.job (workspace_id, id) on delete cascade
);

insert into backline.job_stop (workspace_id, job_id)
select j.workspace_id, j.id from backline.job j where j.cancel_requested and j.state in ('PLANNED', 'RUNNING');

alter table backline.job drop column cancel_requested;

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
            j.crashes, j.created_by, exists (
                select from backline.job_stop s where s.workspace_id = j.workspace_id and s.job_id = j.id);
        get diagnostics taken = row_count;
        exit when taken > 0;
    end loop;
end $$;
