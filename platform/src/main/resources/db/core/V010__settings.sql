-- Settings of the whole instance: one row for each that somebody has set.
create table backline.instance_setting (
    name text primary key check (length(name) <= 80),
    value text not null check (length(value) <= 4000),
    changed_at timestamptz not null default now()
);
