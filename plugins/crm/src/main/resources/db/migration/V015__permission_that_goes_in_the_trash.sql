-- Of how many people in the trash the permission went with an undo; those who stay are counted beside it. PostgreSQL.
alter table import_batch add column ungranted_trash_count bigint not null default 0;
