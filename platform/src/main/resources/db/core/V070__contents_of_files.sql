-- What files hold, apart from the files themselves: equal content of a workspace lies there once. Written for PostgreSQL.

create table backline.file_content (
    workspace_id uuid        not null default backline_api.current_workspace(),
    id           uuid        not null, -- what it is sealed for, and lies under in its store
    hash         bytea check (octet_length(hash) = 32), -- keyed with the workspace's key; null while held, and of what came before this
    size         bigint      not null default 0 check (size >= 0),
    store        text        not null, -- where it lies, whatever is chosen for new ones
    held_by      text, -- the node that writes it, or is to delete it; null while something refers to it
    created_at   timestamptz not null default now(),
    primary key (workspace_id, id),
    check (held_by is null or hash is null)
);
create unique index file_content_hash on backline.file_content (workspace_id, hash);
create index file_content_held on backline.file_content (held_by) where held_by is not null;

create table backline.file_usage (
    workspace_id uuid   not null default backline_api.current_workspace(),
    bytes        bigint not null check (bytes >= 0),
    primary key (workspace_id)
);

-- Files that are there keep their content where it lies: it was sealed for the file's own id.
insert into backline.file_content (workspace_id, id, size, store)
select f.workspace_id, f.id, f.size, 'folder' from backline.stored_file f;

insert into backline.file_usage (workspace_id, bytes)
select c.workspace_id, sum(c.size) from backline.file_content c group by c.workspace_id;

alter table backline.stored_file
    add column content_id uuid,
    add column type text not null default 'application/octet-stream';
update backline.stored_file set content_id = id;
alter table backline.stored_file
    alter column content_id set not null,
    alter column type drop default,
    add foreign key (workspace_id, content_id) references backline.file_content (workspace_id, id);
create index stored_file_content on backline.stored_file (workspace_id, content_id);

-- Content that nothing refers to any more becomes the node's to delete; true then. Locked first and looked at anew: whoever stores the same
-- again locks it as well, and finds it by its hash no longer once it goes.
create function backline.release_content(workspace uuid, content uuid, node text) returns boolean
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    freed bigint;
begin
    perform from backline.file_content c
    where c.workspace_id = workspace and c.id = content and c.held_by is null for update;
    if not found then
        return false;
    end if;
    update backline.file_content c set held_by = node, hash = null
    where c.workspace_id = workspace and c.id = content
      and not exists (select from backline.stored_file f where f.workspace_id = workspace and f.content_id = content)
    returning c.size into freed;
    if not found then
        return false;
    end if;
    update backline.file_usage u set bytes = u.bytes - freed where u.workspace_id = workspace;
    return true;
end $$;

-- The same for whatever lost its last file by a row that went, in all workspaces: how many.
create function backline.release_contents(node text) returns bigint
    language sql security definer set search_path = pg_catalog, pg_temp
begin atomic
    select count(*) filter (where backline.release_content(c.workspace_id, c.id, node))
    from backline.file_content c
    where c.held_by is null
      and not exists (select from backline.stored_file f where f.workspace_id = c.workspace_id and f.content_id = c.id);
end;

-- At a start and now and then, in all workspaces: what a node had not finished, and what is to go.
create function backline.held_contents(node text) returns table (workspace_id uuid, id uuid, store text)
    language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select c.workspace_id, c.id, c.store from backline.file_content c where c.held_by = node;
end;

-- Once it is gone from its store.
create function backline.forget_content(workspace uuid, content uuid) returns boolean
    language sql security definer set search_path = pg_catalog, pg_temp
begin atomic
    with gone as (delete from backline.file_content c
        where c.workspace_id = workspace and c.id = content and c.held_by is not null returning 1)
    select exists (select from gone);
end;

drop function backline.files_of(text);

-- A workspace that goes, with all that its plugins stored.
create function backline.erase_files_in(workspace uuid) returns bigint
    language sql security definer set search_path = pg_catalog, pg_temp
begin atomic
    with gone as (delete from backline.stored_file f where f.workspace_id = workspace returning 1)
    select count(*) from gone;
end;
