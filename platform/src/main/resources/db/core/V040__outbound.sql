-- What left this server, by day. Hosts and sums only: no path, no content.
create table backline.egress (
    day       date   not null, -- in UTC
    caller    text   not null check (length(caller) <= 80),
    workspace uuid   not null, -- the nil UUID for the instance's own
    host      text   not null check (length(host) <= 253),
    purpose   text   not null check (length(purpose) <= 80),
    calls     bigint not null,
    refusals  bigint not null,
    failures  bigint not null,
    bytes_out bigint not null,
    bytes_in  bigint not null,
    primary key (day, caller, workspace, host, purpose)
);
