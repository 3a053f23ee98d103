-- What happened, and who has yet to hear of it. Event and deliveries are written by the transaction that caused them. Written for
-- PostgreSQL.
create table backline.event (
    workspace_id uuid        not null default backline_api.current_workspace(),
    id           uuid        not null,
    type         text        not null check (length(type) <= 120),
    facts        jsonb       not null check (length(facts::text) <= 8192),
    published_by text        not null, -- role of the plugin
    published_at timestamptz not null default clock_timestamp(),
    primary key (workspace_id, id)
);
create index event_published on backline.event (published_at);

-- Who wants which events. Stays while a plugin is off, so that it misses nothing.
create table backline.event_subscription (
    plugin_role text        not null,
    type        text        not null,
    since       timestamptz not null default now(),
    primary key (type, plugin_role)
);

create table backline.event_delivery (
    workspace_id uuid        not null default backline_api.current_workspace(),
    event_id     uuid        not null,
    plugin_role  text        not null,
    state        text        not null default 'PLANNED' check (state in ('PLANNED', 'RUNNING', 'DONE', 'FAILED')),
    tries        integer     not null default 0, -- how often the plugin threw
    crashes      integer     not null default 0, -- how often a worker was not heard of again
    fence        bigint      not null default 0, -- grows with each claim, so that a lost worker cannot write
    worker       text,
    due_at       timestamptz not null default clock_timestamp(), -- when it may be claimed; the lease's end while it runs
    fault        text,                           -- name of what was thrown last
    settled_at   timestamptz,
    primary key (workspace_id, event_id, plugin_role),
    foreign key (workspace_id, event_id) references backline.event (workspace_id, id) on delete cascade
);
-- By plugin first: what waits for one that is off is not in the way of the others.
create index event_delivery_due on backline.event_delivery (plugin_role, due_at) where state in ('PLANNED', 'RUNNING');
create index event_delivery_failed on backline.event_delivery (workspace_id, settled_at) where state = 'FAILED';

-- Nothing is written of what nobody wants. Returns how many do.
create function backline_api.publish_event(id uuid, type text, facts jsonb) returns integer
    language plpgsql security definer set search_path = pg_catalog
as $$
declare
    workspace uuid := backline.required_workspace();
    wanting   text[];
begin
    if replace(split_part(publish_event.type, '.', 1), '-', '_') <> substr(session_user, 3) then
        raise exception 'An event is named after who publishes it.' using errcode = '42501';
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

-- Called by the subscriber's own transaction, last, so that what it did and the note of it are one. False when another worker has
-- taken the delivery over.
create function backline_api.settle_event(event uuid, held bigint) returns boolean
    language plpgsql security definer set search_path = pg_catalog
as $$
declare
    workspace uuid := backline.required_workspace();
begin
    update backline.event_delivery d set state = 'DONE', settled_at = clock_timestamp(), fault = null
    where d.workspace_id = workspace and d.event_id = event and d.plugin_role = session_user
      and d.fence = held and d.state = 'RUNNING';
    return found;
end $$;

-- Workers serve all workspaces, and see of them only the events they claim. What once fell with its worker is claimed alone and after
-- the rest, so that it takes nothing with it again, and the fifth time it has failed.
create function backline.claim_events(worker_name text, lease interval, roles text[], most integer)
    returns table (workspace_id uuid, event_id uuid, plugin_role text, fence bigint, tries integer,
                   type text, facts text, published_at timestamptz)
    language plpgsql security definer set search_path = pg_catalog
as $$
declare
    each text;
begin
    foreach each in array roles loop
        return query
        with due as materialized (
            select d.workspace_id, d.event_id, d.due_at, d.crashes + (d.state = 'RUNNING')::integer as crashes
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
                crashes = c.crashes, worker = worker_name, due_at = clock_timestamp() + lease, fence = d.fence + 1
            from chosen c
            where d.workspace_id = c.workspace_id and d.event_id = c.event_id and d.plugin_role = each
            returning d.workspace_id, d.event_id, d.fence, d.tries, d.state)
        select c.workspace_id, c.event_id, each, c.fence, c.tries, e.type, e.facts::text, e.published_at
        from claimed c join backline.event e on e.workspace_id = c.workspace_id and e.id = c.event_id
        where c.state = 'RUNNING'
        order by e.published_at;
    end loop;
end $$;

-- How long until something of theirs may be claimed; null when nothing waits.
create function backline.next_event(roles text[]) returns interval
    language sql stable security definer set search_path = pg_catalog
begin atomic
    select min(first.due_at) - clock_timestamp()
    from unnest(roles) each
    cross join lateral (
        select d.due_at from backline.event_delivery d
        where d.plugin_role = each and d.state in ('PLANNED', 'RUNNING')
        order by d.due_at limit 1) first;
end;

-- What this node held when it was killed need not wait for the lease to run out.
create function backline.release_events(worker_name text) returns bigint
    language sql security definer set search_path = pg_catalog
begin atomic
    with released as (
        update backline.event_delivery d
        set state = 'PLANNED', crashes = d.crashes + 1, due_at = clock_timestamp()
        where d.state = 'RUNNING' and d.worker = worker_name returning 1)
    select count(*) from released;
end;

-- Back to wait: after a fault for so long, or given up where no time is given; without a fault at once, as if never claimed.
create function backline.postpone_event(workspace uuid, event uuid, role text, held bigint, pause interval, reason text)
    returns boolean
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    update backline.event_delivery d
    set state = case when pause is null then 'FAILED' else 'PLANNED' end,
        due_at = clock_timestamp() + coalesce(pause, interval '0'), fault = reason,
        tries = d.tries + (reason is not null)::integer,
        settled_at = case when pause is null then clock_timestamp() end
    where d.workspace_id = workspace and d.event_id = event and d.plugin_role = role
      and d.fence = held and d.state = 'RUNNING';
    return found;
end $$;

-- Takes out events that everybody handled so long ago, and after the longest time all others; returns how many of these somebody
-- still waited for.
create function backline.prune_events(handled interval, longest interval, most integer) returns bigint
    language sql security definer set search_path = pg_catalog
begin atomic
    with old as (
        select e.workspace_id, e.id, e.published_at < clock_timestamp() - longest as expired, exists (
                   select from backline.event_delivery d
                   where d.workspace_id = e.workspace_id and d.event_id = e.id and d.state <> 'DONE') as open
        from backline.event e
        where e.published_at < clock_timestamp() - handled),
    gone as (
        delete from backline.event e
        using (select * from old where old.expired or not old.open limit most) o
        where e.workspace_id = o.workspace_id and e.id = o.id
        returning o.open)
    select count(*) filter (where gone.open) from gone;
end;

-- For a plugin that is removed with its data: nothing waits for it, and nothing of it is told any more.
create function backline.erase_events(plugin text) returns bigint
    language sql security definer set search_path = pg_catalog
begin atomic
    delete from backline.event_subscription s where s.plugin_role = plugin;
    delete from backline.event_delivery d where d.plugin_role = plugin;
    with gone as (delete from backline.event e where e.published_by = plugin returning 1)
    select count(*) from gone;
end;
