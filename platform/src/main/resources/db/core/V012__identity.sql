-- Accounts belong to the instance, not to a workspace: one person may work in several.
create table backline.account (
    id uuid primary key,
    email text not null check (length(email) <= 254),
    -- Compared instead of the address as typed: folded in Java, so that '=' finds it.
    email_key text not null unique check (length(email_key) <= 508),
    display_name text not null check (length(display_name) between 1 and 200),
    operator boolean not null default false,
    -- How the person likes the screens, in whichever browser; nothing: as machine and house say.
    light text check (light in ('LIGHT', 'DARK')),
    language text check (length(language) <= 35),
    created_at timestamptz not null,
    disabled_at timestamptz
);

create table backline.account_password (
    account_id uuid primary key references backline.account (id) on delete cascade,
    hash text not null check (length(hash) <= 300),
    changed_at timestamptz not null
);

-- A session is a row, so that it is seen and ended from any node. The token itself is not kept.
create table backline.login_session (
    id uuid primary key,
    account_id uuid not null references backline.account (id) on delete cascade,
    token_hash bytea not null unique,
    network text not null check (length(network) <= 64),
    device text not null check (length(device) <= 200),
    started_at timestamptz not null,
    seen_at timestamptz not null
);

create index login_session_by_account on backline.login_session (account_id);
create index login_session_by_seen on backline.login_session (seen_at);

-- Networks from which an account has signed in: attacks from elsewhere do not slow these down.
create table backline.known_network (
    account_id uuid not null references backline.account (id) on delete cascade,
    network bytea not null,
    seen_at timestamptz not null,
    primary key (account_id, network)
);

-- Failed tries by keyed hash of what they were at: no address and no account can be read from it.
create table backline.throttle (
    key bytea primary key,
    failures integer not null,
    failed_at timestamptz not null,
    blocked_until timestamptz not null
);

create index throttle_by_time on backline.throttle (failed_at);

-- A global table on purpose: the one invited has no workspace yet when the link is opened.
create table backline.invitation (
    id uuid primary key,
    workspace uuid not null,
    email text not null check (length(email) <= 254),
    email_key text not null check (length(email_key) <= 508),
    role text not null check (role in ('OWNER', 'MANAGER', 'MEMBER', 'VIEWER')),
    token_hash bytea not null unique,
    invited_by uuid references backline.account (id) on delete set null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    accepted_at timestamptz
);

create index invitation_by_workspace on backline.invitation (workspace);

-- One row at most, written in the transaction that makes the first account: there is no second first run.
create table backline.first_run (
    id smallint primary key check (id = 1),
    account_id uuid not null,
    workspace uuid not null,
    completed_at timestamptz not null
);
