-- Plugins: what is wished, what is so, and how far a change has got, so that a change that was
-- cut off can be told from one that is done. Written for PostgreSQL.

create table backline.plugin (
    id             text        not null primary key,
    version        text        not null,
    sha256         text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
    enabled        boolean     not null default true,   -- what the operator wishes
    state          text        not null                 -- what the host has seen
        check (state in ('STARTING', 'RUNNING', 'STOPPED', 'FAILED', 'HELD_BACK', 'REMOVING')),
    reason         text,
    step           text                                 -- a change under way; null when it is done
        check (step in ('INSTALLING', 'RETURNING', 'UPGRADING', 'MIGRATED', 'REMOVING_KEEP', 'REMOVING_ERASE')),
    former_version text,
    former_sha256  text,
    installed_at   timestamptz not null default now(),
    changed_at     timestamptz not null default now(),
    check ((former_version is null) = (former_sha256 is null))
);

-- Data that stayed at a removal; the version is the one that the schema was last migrated by.
create table backline.kept_plugin_data (
    id         text        not null primary key,
    version    text        not null,
    removed_at timestamptz not null default now()
);
