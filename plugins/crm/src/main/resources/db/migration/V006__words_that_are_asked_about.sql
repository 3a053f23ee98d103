-- What is not understood of a file, by its column: words of a status, dates, and words in columns
-- that are left out. What a status means is said of each word.
alter table import_batch drop column strange_words_refuse;
delete from import_strange_word;
alter table import_strange_word add column kind text not null;
alter table import_strange_word add column position integer not null;
alter table import_strange_word drop constraint import_strange_word_pkey;
alter table import_strange_word
    add primary key (workspace_id, batch_id, kind, position, word);

create table import_word_meaning (
    workspace_id uuid not null default backline_api.current_workspace(),
    batch_id uuid not null,
    position integer not null,
    word text not null,
    meaning text not null,
    primary key (workspace_id, batch_id, position, word),
    foreign key (workspace_id, batch_id) references import_batch (workspace_id, id)
        on delete cascade
);
