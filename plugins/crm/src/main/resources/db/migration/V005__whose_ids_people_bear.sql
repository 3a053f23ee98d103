-- Which list an external id is from: without it two lists that number their people are one. PostgreSQL.
alter table person add column external_source text;
