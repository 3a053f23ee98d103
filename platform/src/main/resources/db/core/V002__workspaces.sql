-- Workspaces and who belongs to them. Written for PostgreSQL.

create table backline.workspace (
    id         uuid        primary key,
    name       text        not null check (length(name) between 1 and 100),
    slug       text        not null unique,
    created_at timestamptz not null
);

-- Every slug that a workspace has or had, so that old addresses go on leading to it.
create table backline.workspace_slug (
    slug         text        primary key check (length(slug) between 2 and 40),
    workspace_id uuid        not null references backline.workspace (id) on delete cascade,
    since        timestamptz not null
);
create index workspace_slug_workspace on backline.workspace_slug (workspace_id);

create table backline.membership (
    workspace_id uuid        not null references backline.workspace (id) on delete cascade,
    account_id   uuid        not null,
    role         text        not null check (role in ('OWNER', 'MANAGER', 'MEMBER', 'VIEWER')),
    since        timestamptz not null,
    primary key (workspace_id, account_id)
);
create index membership_account on backline.membership (account_id);
