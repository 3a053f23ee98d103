-- What left this server is shown to whoever runs it: when something last went there, and which rule
-- refused what was refused. Of days before, the hour is not known, nor the rule.
alter table backline.egress
    add column refused_for text not null default '' check (length(refused_for) <= 40),
    add column last_at timestamptz;
update backline.egress set last_at = day::timestamp at time zone 'UTC';
-- No plugin's id has a dot, so that none can pass for a part of the core.
update backline.egress set caller = 'house.' || caller where caller in ('mail', 'doctor');
alter table backline.egress
    alter column last_at set not null,
    drop constraint egress_pkey,
    add primary key (day, caller, workspace, host, purpose, refused_for);
