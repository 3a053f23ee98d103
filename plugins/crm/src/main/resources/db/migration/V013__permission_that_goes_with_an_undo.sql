-- Of how many people who stay after an undo the permission went that the import had brought. PostgreSQL.
alter table import_batch add column ungranted_count bigint not null default 0;
