-- What the core's suppressions are joined by; null for what is no mail. PostgreSQL.
alter table contact_point add column address_key bigint;
