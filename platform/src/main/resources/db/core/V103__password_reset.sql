-- Links by which somebody sets a new password whose mailbox proves who they are. The token itself is not kept; a link is void once the
-- password that it was asked under is another.
create table backline.password_reset (
    id uuid primary key,
    account_id uuid not null references backline.account (id) on delete cascade,
    token_hash bytea not null unique,
    password_since timestamptz not null,
    created_at timestamptz not null,
    expires_at timestamptz not null
);

create index password_reset_by_account on backline.password_reset (account_id);
