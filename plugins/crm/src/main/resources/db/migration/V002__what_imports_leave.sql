-- Tags and organisations that an import made, so that its undo finds them. PostgreSQL.
create table import_made (
    workspace_id uuid not null default backline_api.current_workspace(),
    batch_id uuid not null,
    made_id uuid not null,
    primary key (workspace_id, batch_id, made_id),
    foreign key (workspace_id, batch_id) references import_batch (workspace_id, id)
        on delete cascade
);

-- Words of a status that were not understood, with the number of rows; the empty one for the rest.
create table import_strange_word (
    workspace_id uuid not null default backline_api.current_workspace(),
    batch_id uuid not null,
    word text not null,
    row_count bigint not null,
    primary key (workspace_id, batch_id, word),
    foreign key (workspace_id, batch_id) references import_batch (workspace_id, id)
        on delete cascade
);

alter table import_batch add column strange_words_refuse boolean not null default true;
