-- Images in smaller sizes: contents that go with the content they were drawn from. Written for PostgreSQL.

create table backline.file_thumbnail (
    workspace_id uuid not null default backline_api.current_workspace(),
    content_id   uuid not null, -- drawn from this
    size         text not null check (size in ('small', 'medium', 'large')),
    derived_id   uuid not null,
    bytes        bigint not null,
    type         text not null,
    primary key (workspace_id, content_id, size),
    foreign key (workspace_id, content_id) references backline.file_content (workspace_id, id),
    foreign key (workspace_id, derived_id) references backline.file_content (workspace_id, id)
);
create index file_thumbnail_derived on backline.file_thumbnail (workspace_id, derived_id);

-- As before; and what was drawn from content goes with it, unless something else refers to that. What the workspace holds is locked first, as by
-- content that arrives: that waits for equal content that goes, by the hash of both.
create or replace function backline.release_content(workspace uuid, content uuid, node text) returns boolean
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    freed   bigint;
    derived uuid;
begin
    perform from backline.file_usage u where u.workspace_id = workspace for update;
    perform from backline.file_content c
    where c.workspace_id = workspace and c.id = content and c.held_by is null for update;
    if not found then
        return false;
    end if;
    update backline.file_content c set held_by = node, hash = null
    where c.workspace_id = workspace and c.id = content
      and not exists (select from backline.stored_file f where f.workspace_id = workspace and f.content_id = content)
      and not exists (select from backline.file_thumbnail t where t.workspace_id = workspace and t.derived_id = content)
    returning c.size into freed;
    if not found then
        return false;
    end if;
    update backline.file_usage u set bytes = u.bytes - freed where u.workspace_id = workspace;
    for derived in
        delete from backline.file_thumbnail t where t.workspace_id = workspace and t.content_id = content
        returning t.derived_id
    loop
        perform backline.release_content(workspace, derived, node);
    end loop;
    return true;
end $$;

create or replace function backline.release_contents(node text) returns bigint
    language sql security definer set search_path = pg_catalog, pg_temp
begin atomic
    select count(*) filter (where backline.release_content(o.workspace_id, o.id, node))
    from (select c.workspace_id, c.id from backline.file_content c
          where c.held_by is null
            and not exists (select from backline.stored_file f where f.workspace_id = c.workspace_id and f.content_id = c.id)
            and not exists (select from backline.file_thumbnail t where t.workspace_id = c.workspace_id and t.derived_id = c.id)
          order by c.workspace_id, c.id) o;
end;
