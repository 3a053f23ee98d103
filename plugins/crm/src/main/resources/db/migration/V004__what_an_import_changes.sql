-- Of a few people whom an import changes: field, value before and value after, one after the other.
alter table import_line add column changes text[];
