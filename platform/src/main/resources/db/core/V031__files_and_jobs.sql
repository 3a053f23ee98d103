-- Files by name, and work that outlives a request. Written for PostgreSQL.

create table backline.stored_file (
    workspace_id uuid        not null default backline_api.current_workspace(),
    id           uuid        not null,
    plugin_role  text        not null, -- whose file it is
    name         text        not null check (length(name) between 1 and 255),
    size         bigint      not null,
    created_at   timestamptz not null default now(),
    created_by   uuid default backline_api.current_account(),
    primary key (workspace_id, id)
);

create table backline.job (
    workspace_id     uuid        not null default backline_api.current_workspace(),
    id               uuid        not null default uuidv7(),
    plugin_role      text        not null, -- whose handler does it
    type             text        not null,
    parameters       jsonb       not null,
    state            text        not null default 'PLANNED'
        check (state in ('PLANNED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
    done             bigint      not null default 0,
    total            bigint      not null default 0,
    message          text,
    checkpoint       text,
    cancel_requested boolean     not null default false,
    fence            bigint      not null default 0,  -- grows with each claim, so that a lost worker cannot write
    worker           text,
    lease_until      timestamptz,
    created_at       timestamptz not null default now(),
    created_by       uuid default backline_api.current_account(),
    ended_at         timestamptz,
    primary key (workspace_id, id)
);
create index job_open on backline.job (created_at) where state in ('PLANNED', 'RUNNING');
create index job_latest on backline.job (workspace_id, plugin_role, created_at desc);

-- A plugin asks on its own connection, so that the job exists exactly if its transaction commits.
create function backline_api.enqueue_job(type text, parameters jsonb) returns uuid
    language plpgsql security definer set search_path = pg_catalog
as $$
declare
    workspace uuid := backline.required_workspace();
    made      uuid;
begin
    insert into backline.job (workspace_id, plugin_role, type, parameters, created_by)
    values (workspace, session_user, enqueue_job.type, enqueue_job.parameters, backline_api.current_account())
    returning id into made;
    return made;
end $$;

-- False when another worker has taken the job over.
create function backline_api.move_job_checkpoint(job uuid, held bigint, checkpoint text) returns boolean
    language plpgsql security definer set search_path = pg_catalog
as $$
declare
    workspace uuid := backline.required_workspace();
begin
    update backline.job j set checkpoint = move_job_checkpoint.checkpoint
    where j.workspace_id = workspace and j.id = job and j.fence = held and j.state = 'RUNNING'
      and j.plugin_role = session_user;
    return found;
end $$;

-- Workers serve all workspaces, and see of them only the jobs they claim.
create function backline.claim_job(worker_name text, lease interval, roles text[])
    returns table (workspace_id uuid, id uuid, plugin_role text, type text, parameters text, checkpoint text,
                   fence bigint, created_by uuid, cancel_requested boolean)
    language sql security definer set search_path = pg_catalog
begin atomic
    update backline.job j
    set state = 'RUNNING', worker = worker_name, lease_until = clock_timestamp() + lease, fence = j.fence + 1
    where (j.workspace_id, j.id) = (
        select o.workspace_id, o.id from backline.job o
        where o.plugin_role = any (roles)
          and (o.state = 'PLANNED' or (o.state = 'RUNNING' and o.lease_until < clock_timestamp()))
        order by o.created_at
        for update skip locked limit 1)
    returning j.workspace_id, j.id, j.plugin_role, j.type, j.parameters::text, j.checkpoint, j.fence, j.created_by,
        j.cancel_requested;
end;

-- Jobs that this node held when it was killed need not wait for their lease to run out.
create function backline.release_jobs(worker_name text) returns bigint
    language sql security definer set search_path = pg_catalog
begin atomic
    with released as (
        update backline.job j set state = 'PLANNED', lease_until = null
        where j.state = 'RUNNING' and j.worker = worker_name returning 1)
    select count(*) from released;
end;

-- For a plugin that is removed with its data, in all workspaces: what it stored, and then that nothing of it is on record.
create function backline.files_of(plugin text) returns table (workspace_id uuid, id uuid)
    language sql stable security definer set search_path = pg_catalog
begin atomic
    select f.workspace_id, f.id from backline.stored_file f where f.plugin_role = plugin;
end;

create function backline.erase_files(plugin text) returns bigint
    language sql security definer set search_path = pg_catalog
begin atomic
    with gone as (delete from backline.stored_file f where f.plugin_role = plugin returning 1)
    select count(*) from gone;
end;

create function backline.erase_jobs(plugin text) returns bigint
    language sql security definer set search_path = pg_catalog
begin atomic
    with gone as (delete from backline.job j where j.plugin_role = plugin returning 1)
    select count(*) from gone;
end;
