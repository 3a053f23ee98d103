-- One job of a workspace at a time: whoever has long ones leaves the other places of the house to the others. Written for PostgreSQL.
create index job_running on backline.job (workspace_id) where state = 'RUNNING';

-- One after the other, since each that is claimed keeps its workspace's others waiting.
create or replace function backline.claim_jobs(worker_name text, lease interval, roles text[], most integer)
    returns table (workspace_id uuid, id uuid, plugin_role text, type text, parameters text, checkpoint text,
                   fence bigint, tries integer, crashes integer, created_by uuid, cancel_requested boolean)
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    each  text;
    taken integer;
    free  integer := most;
begin
    foreach each in array roles loop
        while free > 0 loop
            return query
            update backline.job j
            set state = 'RUNNING', worker = worker_name, due_at = clock_timestamp() + lease, fence = j.fence + 1,
                crashes = o.crashes
            from (select d.workspace_id, d.id, d.crashes + (d.state = 'RUNNING')::integer as crashes
                  from backline.job d
                  where d.plugin_role = each and d.state in ('PLANNED', 'RUNNING') and d.due_at <= statement_timestamp()
                    and not exists (
                        select from backline.job r
                        where r.workspace_id = d.workspace_id and r.id <> d.id and r.state = 'RUNNING'
                          and r.due_at > statement_timestamp())
                  order by d.due_at
                  for update skip locked limit 1) o
            where j.workspace_id = o.workspace_id and j.id = o.id
            returning j.workspace_id, j.id, j.plugin_role, j.type, j.parameters::text, j.checkpoint, j.fence, j.tries,
                j.crashes, j.created_by, j.cancel_requested;
            get diagnostics taken = row_count;
            exit when taken = 0;
            free := free - 1;
        end loop;
    end loop;
end $$;

-- What waits for another job of its workspace is not due before that ends, and then whoever ran it looks again.
create or replace function backline.next_job(roles text[]) returns interval
    language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select min(first.due_at) - clock_timestamp()
    from unnest(roles) each
    cross join lateral (
        (select d.due_at from backline.job d
         where d.plugin_role = each and d.state in ('PLANNED', 'RUNNING')
           and not exists (
               select from backline.job r
               where r.workspace_id = d.workspace_id and r.id <> d.id and r.state = 'RUNNING'
                 and r.due_at > statement_timestamp())
         order by d.due_at limit 1)
        union all
        select min(s.next_at) from backline.job_schedule s where s.plugin_role = each) first;
end;
