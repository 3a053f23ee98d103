-- The transactions in which an import told a no: one that was recorded in none of them is somebody else's. PostgreSQL.
alter table import_batch add column told_at timestamptz[] not null default '{}';
