-- What an account proves itself with beside its password, and browsers that stay signed in.

-- An authenticator app (RFC 6238). The secret is sealed under the account's own key. One that is being set up stands beside the one in use
-- until a code of it was right, so that a change of telephone never leaves an account with none.
create table backline.authenticator (
    account_id uuid primary key references backline.account (id) on delete cascade,
    secret bytea,
    -- Bound into the envelope: an old secret put back is not taken for the present one.
    secret_id uuid,
    confirmed_at timestamptz,
    -- The step of the last code that was taken: none at or before it is taken again.
    last_step bigint not null default 0,
    offered bytea,
    offered_id uuid,
    offered_at timestamptz,
    check (num_nulls(secret, secret_id, confirmed_at) in (0, 3)),
    check (num_nulls(offered, offered_id, offered_at) in (0, 3)),
    check (secret is not null or offered is not null)
);

-- Spent by being deleted, so that of two who spend one at once only one finds it.
create table backline.recovery_code (
    account_id uuid not null references backline.account (id) on delete cascade,
    hash bytea not null,
    made_at timestamptz not null,
    primary key (account_id, hash)
);

-- Passkeys (Web Authentication, level 3): public keys and what the browser said of them. No secret is among it.
create table backline.passkey (
    id uuid primary key,
    account_id uuid not null references backline.account (id) on delete cascade,
    credential_id bytea not null unique check (length(credential_id) <= 1023),
    public_key bytea not null,
    signature_count bigint not null,
    verified boolean not null,
    backup_eligible boolean not null,
    backed_up boolean not null,
    transports text not null check (length(transports) <= 200),
    attestation bytea not null,
    label text not null check (length(label) between 1 and 100),
    -- The domain that it is bound to: at another one it is of no use.
    domain text not null check (length(domain) <= 255),
    created_at timestamptz not null,
    used_at timestamptz
);

create index passkey_by_account on backline.passkey (account_id);

-- 'Stay signed in': a series per browser and a token that changes with each use. The one before the last is remembered for the moment in
-- which a browser asks twice at once; whoever comes with an older one has a copy.
create table backline.remembered_browser (
    id uuid primary key,
    account_id uuid not null references backline.account (id) on delete cascade,
    series_hash bytea not null unique,
    token_hash bytea not null,
    previous_hash bytea,
    rotated_at timestamptz not null,
    network text not null check (length(network) <= 64),
    device text not null check (length(device) <= 200),
    started_at timestamptz not null,
    expires_at timestamptz not null
);

create index remembered_browser_by_account on backline.remembered_browser (account_id);
create index remembered_browser_by_end on backline.remembered_browser (expires_at);

-- A session that a remembered browser began ends with it. When its person last proved who they are; never, for one that began so.
alter table backline.login_session
    add column confirmed_at timestamptz,
    add column remembered uuid references backline.remembered_browser (id) on delete cascade;

create index login_session_by_browser on backline.login_session (remembered) where remembered is not null;
