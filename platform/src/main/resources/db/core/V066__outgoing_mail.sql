-- Letters that leave the house: the truth about each is its row. Not of a tenant, since most are the instance's own; what belongs to a
-- workspace is sealed with that workspace's key and falls with it. Written for PostgreSQL.
create table backline.letter (
    id            uuid        primary key,
    workspace     uuid,                 -- whose letter it is; null for the instance's own
    kind          text        not null check (length(kind) <= 60),
    state         text        not null default 'PLANNED'
                              check (state in ('PLANNED', 'IN_FLIGHT', 'DONE', 'UNKNOWN', 'REFUSED')),
    recipient     bytea       not null, -- sealed
    recipient_key bytea       not null, -- keyed hash, to compare with what is closed
    content       bytea,                -- sealed; gone once the letter is done
    tries         integer     not null default 0,
    fence         bigint      not null default 0, -- grows with each claim, so that a lost worker cannot write
    worker        text,
    due_at        timestamptz not null default clock_timestamp(), -- when it may be claimed; the lease's end while it is held
    planned_at    timestamptz not null default clock_timestamp(),
    expires_at    timestamptz not null, -- not handed over after that
    settled_at    timestamptz,
    reason        text        check (length(reason) <= 40),
    reply         text        check (length(reply) <= 500),
    check (state in ('PLANNED', 'IN_FLIGHT') or settled_at is not null)
);
create index letter_due on backline.letter (due_at) where state in ('PLANNED', 'IN_FLIGHT');
create index letter_planned on backline.letter (planned_at);

-- Addresses to which nothing is sent any more, by keyed hash.
create table backline.mail_suppression (
    address_key bytea       primary key,
    reason      text        not null check (length(reason) <= 40),
    since       timestamptz not null default clock_timestamp()
);
