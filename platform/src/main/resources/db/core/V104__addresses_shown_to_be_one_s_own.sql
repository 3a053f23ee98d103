-- Since when it is known that the mailbox of an account's address is its person's. What is under way to that: for the address that the
-- account has, or for another, which both mailboxes are asked about. Tokens themselves are not kept.
alter table backline.account add column verified_at timestamptz;

create table backline.address_claim (
    account_id uuid primary key references backline.account (id) on delete cascade,
    email text not null check (length(email) <= 254),
    email_key text not null check (length(email_key) <= 508),
    new_hash bytea not null unique,
    -- None where it is the address that the account has.
    old_hash bytea unique,
    new_confirmed_at timestamptz,
    old_confirmed_at timestamptz,
    asked_at timestamptz not null,
    expires_at timestamptz not null
);

-- Whether the link of an invitation went into the mailbox and nowhere else: whoever comes by it has that mailbox.
alter table backline.invitation add column mailed boolean not null default false;
