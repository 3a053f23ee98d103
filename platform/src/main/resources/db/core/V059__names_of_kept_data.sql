-- What a plugin was called whose data is kept: its jar, which says so, is gone. Empty for what was kept before. PostgreSQL.
alter table backline.kept_plugin_data add column name text not null default '';
