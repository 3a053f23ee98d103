-- A file holds people or organisations. PostgreSQL.
alter table import_batch add column kind text not null default 'PERSON'
    check (kind in ('PERSON', 'ORGANISATION'));

-- Organisations as they were before an import changed them. Beside the people's, whose path is the person.
create table import_organisation_change (
    workspace_id uuid not null default backline_api.current_workspace(),
    batch_id uuid not null,
    organisation_id uuid not null,
    image jsonb not null,
    primary key (workspace_id, batch_id, organisation_id),
    foreign key (workspace_id, batch_id) references import_batch (workspace_id, id)
        on delete cascade
);

create index import_organisation_change_by_organisation
    on import_organisation_change (workspace_id, organisation_id);
create index import_made_by_what on import_made (workspace_id, made_id);
