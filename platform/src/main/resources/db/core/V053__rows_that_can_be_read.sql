-- What a plugin hands over can be read again, no job's transaction is in the way of another's lease, and a schedule waits for its own
-- job. Written for PostgreSQL.
create function backline.is_words(given jsonb) returns boolean
    language sql immutable set search_path = pg_catalog, pg_temp
begin atomic
    select case when jsonb_typeof(given) = 'object'
        then not exists (select from jsonb_each(given) each where jsonb_typeof(each.value) <> 'string')
        else false end;
end;

create or replace function backline_api.enqueue_job(type text, parameters jsonb) returns uuid
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    workspace uuid := backline.required_workspace();
    made      uuid;
begin
    if not backline.is_words(enqueue_job.parameters) then
        raise exception 'The parameters of a job are a flat JSON object whose values are strings: {"list": "7"}.'
            using errcode = '22023';
    end if;
    insert into backline.job (workspace_id, plugin_role, type, parameters, created_by)
    values (workspace, session_user, enqueue_job.type, enqueue_job.parameters, backline_api.current_account())
    returning id into made;
    return made;
end $$;

create or replace function backline_api.publish_event(id uuid, type text, facts jsonb) returns integer
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    workspace uuid := backline.required_workspace();
    wanting   text[];
begin
    if replace(split_part(publish_event.type, '.', 1), '-', '_') <> substr(session_user, 3) then
        raise exception 'An event is named after who publishes it.' using errcode = '42501';
    end if;
    if not backline.is_words(publish_event.facts) then
        raise exception 'The facts of an event are a flat JSON object whose values are strings: {"song": "7"}.'
            using errcode = '22023';
    end if;
    select array_agg(s.plugin_role) into wanting from backline.event_subscription s where s.type = publish_event.type;
    if wanting is null then
        return 0;
    end if;
    insert into backline.event (workspace_id, id, type, facts, published_by)
    values (workspace, publish_event.id, publish_event.type, publish_event.facts, session_user);
    insert into backline.event_delivery (workspace_id, event_id, plugin_role)
    select workspace, publish_event.id, each from unnest(wanting) each;
    return cardinality(wanting);
end $$;

-- Renews the lease too: its row is locked until the plugin's transaction ends, and no heartbeat reaches it meanwhile.
create or replace function backline_api.move_job_checkpoint(job uuid, held bigint, checkpoint text) returns boolean
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    workspace uuid := backline.required_workspace();
begin
    update backline.job j
    set checkpoint = move_job_checkpoint.checkpoint, crashes = 0,
        due_at = greatest(j.due_at, clock_timestamp() + interval '60 seconds')
    where j.workspace_id = workspace and j.id = job and j.fence = held and j.state = 'RUNNING'
      and j.plugin_role = session_user;
    return found;
end $$;

-- One job per workspace for an instant of a schedule, unless one of an earlier instant has not ended, and the instant after. Returns
-- how many; null when another node was first.
create or replace function backline.plan_jobs(
    role text, job_type text, held timestamptz, instant timestamptz, following timestamptz) returns bigint
    language plpgsql security definer set search_path = pg_catalog, pg_temp
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
    select w.id, role, job_type, '{}', instant, null
    from backline.workspace w
    where not exists (
        select from backline.job o
        where o.workspace_id = w.id and o.plugin_role = role and o.type = job_type and o.scheduled_for is not null
          and o.state in ('PLANNED', 'RUNNING'))
    on conflict do nothing;
    get diagnostics planned = row_count;
    return planned;
end $$;
