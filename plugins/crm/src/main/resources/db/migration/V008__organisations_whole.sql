-- Organisations as people are: several ways to reach them, roles, tags, notes, and a way back from a deletion. PostgreSQL.
-- No keys beside the addresses: organisations are matched by name, and the core is asked for a page's addresses at once.

-- The ids of one organisation's contacts rise in their order.
create table organisation_contact (
    workspace_id uuid not null default backline_api.current_workspace(),
    organisation_id uuid not null,
    id uuid not null,
    kind text not null check (kind in ('mail', 'phone', 'handle', 'web')),
    label text not null default '',
    value text not null,
    primary key (workspace_id, organisation_id, id),
    foreign key (workspace_id, organisation_id) references organisation (workspace_id, id)
        on delete cascade
);

create table organisation_role (
    workspace_id uuid not null default backline_api.current_workspace(),
    organisation_id uuid not null,
    role text not null,
    primary key (workspace_id, organisation_id, role),
    foreign key (workspace_id, organisation_id) references organisation (workspace_id, id)
        on delete cascade
);

create index organisation_role_by_role on organisation_role (workspace_id, role, organisation_id);

create table organisation_tag (
    workspace_id uuid not null default backline_api.current_workspace(),
    organisation_id uuid not null,
    tag_id uuid not null,
    primary key (workspace_id, organisation_id, tag_id),
    foreign key (workspace_id, organisation_id) references organisation (workspace_id, id)
        on delete cascade,
    foreign key (workspace_id, tag_id) references tag (workspace_id, id) on delete cascade
);

create index organisation_tag_by_tag on organisation_tag (workspace_id, tag_id, organisation_id);

-- A note is on a person or on an organisation.
alter table note alter column person_id drop not null;
alter table note add column organisation_id uuid;
alter table note add foreign key (workspace_id, organisation_id)
    references organisation (workspace_id, id) on delete cascade;
alter table note add check (num_nonnulls(person_id, organisation_id) = 1);
create index note_by_organisation on note (workspace_id, organisation_id, created_at);

create table deleted_organisation (
    workspace_id uuid not null default backline_api.current_workspace(),
    id uuid not null,
    image jsonb not null,
    deleted_at timestamptz not null,
    primary key (workspace_id, id)
);

create index deleted_organisation_by_time on deleted_organisation (workspace_id, deleted_at);

-- Who was affiliated with it: row by row and not in the image, where the erasure of a person would not find it.
create table deleted_affiliation (
    workspace_id uuid not null default backline_api.current_workspace(),
    person_id uuid not null,
    id uuid not null,
    organisation_id uuid not null,
    position text not null default '',
    primary key (workspace_id, person_id, id),
    foreign key (workspace_id, organisation_id) references deleted_organisation (workspace_id, id)
        on delete cascade
);

create index deleted_affiliation_by_organisation
    on deleted_affiliation (workspace_id, organisation_id);
