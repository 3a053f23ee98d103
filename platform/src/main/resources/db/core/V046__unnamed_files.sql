-- Files that were stored and that their plugin has not yet kept, or has let go. Written for PostgreSQL.

alter table backline.stored_file add column held_by text; -- the node that has it while nobody names it; null once kept

-- A plugin asks on its own connection, so that a file is kept exactly if the row that names it is there.
create function backline_api.keep_file(file uuid) returns boolean
    language plpgsql security definer set search_path = pg_catalog
as $$
declare
    workspace uuid := backline.required_workspace();
begin
    update backline.stored_file f set held_by = null
    where f.workspace_id = workspace and f.id = keep_file.file and f.plugin_role = session_user;
    return found;
end $$;

-- The other way round: gone exactly if nothing names it any more.
create function backline_api.let_file_go(file uuid, node text) returns boolean
    language plpgsql security definer set search_path = pg_catalog
as $$
declare
    workspace uuid := backline.required_workspace();
begin
    update backline.stored_file f set held_by = let_file_go.node
    where f.workspace_id = workspace and f.id = let_file_go.file and f.plugin_role = session_user;
    return found;
end $$;

-- At a start, in all workspaces: what this node had when it stopped.
create function backline.unnamed_files(node text) returns table (workspace_id uuid, id uuid)
    language sql stable security definer set search_path = pg_catalog
begin atomic
    select f.workspace_id, f.id from backline.stored_file f where f.held_by = node;
end;
create index stored_file_unnamed on backline.stored_file (held_by) where held_by is not null;

create function backline.forget_unnamed_file(workspace uuid, file uuid) returns boolean
    language sql security definer set search_path = pg_catalog
begin atomic
    with gone as (delete from backline.stored_file f
        where f.workspace_id = workspace and f.id = file and f.held_by is not null returning 1)
    select exists (select from gone);
end;
