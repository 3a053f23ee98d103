-- What waits and what has failed in the whole house, by plugin and without a word of any workspace. Written for PostgreSQL.
create index job_failed on backline.job (plugin_role) where state = 'FAILED';

create function backline.job_backlog()
    returns table (plugin_role text, waiting bigint, running bigint, failed bigint, longest interval)
    language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select plugin_role, coalesce(o.waiting, 0), coalesce(o.running, 0), coalesce(f.failed, 0), o.longest
    from (select j.plugin_role, count(*) filter (where j.state = 'PLANNED') as waiting,
                 count(*) filter (where j.state = 'RUNNING') as running,
                 statement_timestamp() - min(j.due_at)
                     filter (where j.state = 'PLANNED' and j.due_at <= statement_timestamp()) as longest
          from backline.job j where j.state in ('PLANNED', 'RUNNING') group by j.plugin_role) o
    full join (select j.plugin_role, count(*) as failed
               from backline.job j where j.state = 'FAILED' group by j.plugin_role) f using (plugin_role);
end;

create function backline.event_backlog() returns table (plugin_role text, waiting bigint, failed bigint)
    language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select plugin_role, coalesce(o.waiting, 0), coalesce(f.failed, 0)
    from (select d.plugin_role, count(*) as waiting
          from backline.event_delivery d where d.state in ('PLANNED', 'RUNNING') group by d.plugin_role) o
    full join (select d.plugin_role, count(*) as failed
               from backline.event_delivery d where d.state = 'FAILED' group by d.plugin_role) f using (plugin_role);
end;
