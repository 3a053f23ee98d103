-- Several nodes run the same plugins. Written for PostgreSQL.

-- The jar of each release that a row of a plugin names, in parts, so that a node that was not asked to install it can run it.
create table backline.plugin_jar (
    sha256 text    not null check (sha256 ~ '^[0-9a-f]{64}$'),
    part   integer not null check (part >= 0),
    bytes  bytea   not null check (length(bytes) between 1 and 1048576),
    primary key (sha256, part)
);

-- Whoever changes plugins holds this row until the change is done, on whichever node.
create table backline.plugin_turn (
    only_one boolean primary key default true check (only_one)
);
insert into backline.plugin_turn default values;

-- What runs on which node. A node that is not heard of for long has ended, whatever stands here.
create table backline.plugin_run (
    node      text        not null,
    plugin_id text        not null,
    sha256    text        not null,
    seen_at   timestamptz not null default clock_timestamp(),
    primary key (plugin_id, node)
);
