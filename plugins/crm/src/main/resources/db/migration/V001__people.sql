-- People and audiences. PostgreSQL.
-- Policies, grants, and the trigram index and function of the search are the host's.
-- Few and narrow indexes: an import writes each of them a million times.

create table person (
    workspace_id uuid not null default backline_api.current_workspace(),
    id uuid not null,
    title text not null default '',
    given text not null default '',
    family text not null default '',
    stage_name text not null default '',
    sort_form text not null default '',
    salutation text not null default '',
    language text not null default '',
    city text not null default '',
    country text not null default '',
    display_name text not null,
    name_key text collate "C" not null,
    search_text text not null,
    external_id text,
    import_batch uuid,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    version bigint not null default 0,
    primary key (workspace_id, id)
);

create index person_by_name on person (workspace_id, name_key, id);
create index person_by_creation on person (workspace_id, created_at, id);
create index person_by_change on person (workspace_id, changed_at, id);
create index person_by_external_id on person (workspace_id, external_id)
    where external_id is not null;

-- The ids of one person's contact points rise in their order; the key serves look-ups by person.
create table contact_point (
    workspace_id uuid not null default backline_api.current_workspace(),
    person_id uuid not null,
    id uuid not null,
    kind text not null check (kind in ('mail', 'phone', 'handle', 'web')),
    label text not null default '',
    value text not null,
    normalised text collate "C" not null,
    primary key (workspace_id, person_id, id),
    foreign key (workspace_id, person_id) references person (workspace_id, id) on delete cascade
);

create index contact_point_by_value on contact_point (workspace_id, normalised);

create table person_role (
    workspace_id uuid not null default backline_api.current_workspace(),
    person_id uuid not null,
    role text not null,
    primary key (workspace_id, person_id, role),
    foreign key (workspace_id, person_id) references person (workspace_id, id) on delete cascade
);

create index person_role_by_role on person_role (workspace_id, role, person_id);

create table tag (
    workspace_id uuid not null default backline_api.current_workspace(),
    id uuid not null,
    name text not null,
    name_key text collate "C" not null,
    primary key (workspace_id, id),
    unique (workspace_id, name_key)
);

create table person_tag (
    workspace_id uuid not null default backline_api.current_workspace(),
    person_id uuid not null,
    tag_id uuid not null,
    primary key (workspace_id, person_id, tag_id),
    foreign key (workspace_id, person_id) references person (workspace_id, id) on delete cascade,
    foreign key (workspace_id, tag_id) references tag (workspace_id, id) on delete cascade
);

create index person_tag_by_tag on person_tag (workspace_id, tag_id, person_id);

create table organisation (
    workspace_id uuid not null default backline_api.current_workspace(),
    id uuid not null,
    name text not null,
    name_key text collate "C" not null,
    search_text text not null,
    roles text not null default '',
    mail text not null default '',
    phone text not null default '',
    web text not null default '',
    city text not null default '',
    country text not null default '',
    changed_at timestamptz not null,
    version bigint not null default 0,
    primary key (workspace_id, id),
    unique (workspace_id, name_key)
);

create index organisation_by_name on organisation (workspace_id, name_key, id);

-- The ids of one person's affiliations rise in their order.
create table affiliation (
    workspace_id uuid not null default backline_api.current_workspace(),
    person_id uuid not null,
    id uuid not null,
    organisation_id uuid not null,
    position text not null default '',
    primary key (workspace_id, person_id, id),
    foreign key (workspace_id, person_id) references person (workspace_id, id) on delete cascade,
    foreign key (workspace_id, organisation_id) references organisation (workspace_id, id)
        on delete cascade
);

create index affiliation_by_organisation on affiliation (workspace_id, organisation_id, person_id);

create table note (
    workspace_id uuid not null default backline_api.current_workspace(),
    id uuid not null,
    person_id uuid not null,
    text bytea not null,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    version bigint not null default 0,
    primary key (workspace_id, id),
    foreign key (workspace_id, person_id) references person (workspace_id, id) on delete cascade
);

create index note_by_person on note (workspace_id, person_id, created_at);

-- What a deletion took away, for as long as it can be taken back.
create table deleted_person (
    workspace_id uuid not null default backline_api.current_workspace(),
    id uuid not null,
    image jsonb not null,
    deleted_at timestamptz not null,
    primary key (workspace_id, id)
);

create index deleted_person_by_time on deleted_person (workspace_id, deleted_at);

create table import_batch (
    workspace_id uuid not null default backline_api.current_workspace(),
    id uuid not null,
    file_id uuid,
    file_name text not null,
    encoding text not null,
    separator text not null,
    has_header boolean not null,
    header_key text not null,
    state text not null,
    basis text,
    source text not null default '',
    since date,
    roles text not null default '',
    tags text not null default '',
    country text not null default '',
    job_id uuid,
    record_count bigint not null default 0,
    row_count bigint not null default 0,
    created_count bigint not null default 0,
    changed_count bigint not null default 0,
    unchanged_count bigint not null default 0,
    duplicate_count bigint not null default 0,
    faulty_count bigint not null default 0,
    opt_out_count bigint not null default 0,
    kept_count bigint not null default 0,
    created_at timestamptz not null,
    started_at timestamptz,
    primary key (workspace_id, id)
);

create index import_batch_by_creation on import_batch (workspace_id, created_at);

create table import_column (
    workspace_id uuid not null default backline_api.current_workspace(),
    batch_id uuid not null,
    position integer not null,
    header text not null,
    field text not null,
    label text not null default '',
    primary key (workspace_id, batch_id, position),
    foreign key (workspace_id, batch_id) references import_batch (workspace_id, id)
        on delete cascade
);

-- What the columns of a file with this header were said to hold the last time.
create table import_mapping (
    workspace_id uuid not null default backline_api.current_workspace(),
    header_key text not null,
    position integer not null,
    field text not null,
    label text not null default '',
    primary key (workspace_id, header_key, position)
);

-- Rows that cannot be taken, whole, and a few samples of the others.
create table import_line (
    workspace_id uuid not null default backline_api.current_workspace(),
    batch_id uuid not null,
    line bigint not null,
    outcome text not null,
    display text not null default '',
    reason text not null default '',
    detail text not null default '',
    cells text[],
    primary key (workspace_id, batch_id, line),
    foreign key (workspace_id, batch_id) references import_batch (workspace_id, id)
        on delete cascade
);

-- People as they were before an import changed them.
create table import_change (
    workspace_id uuid not null default backline_api.current_workspace(),
    batch_id uuid not null,
    person_id uuid not null,
    image jsonb not null,
    primary key (workspace_id, batch_id, person_id),
    foreign key (workspace_id, batch_id) references import_batch (workspace_id, id)
        on delete cascade
);

create index import_change_by_person on import_change (workspace_id, person_id);
