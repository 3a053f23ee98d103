-- Somebody may belong for a time, and be kept out for a while without being taken out.
alter table backline.membership
    add column ends_at timestamptz,
    add column suspended_at timestamptz,
    add check (role <> 'OWNER' or ends_at is null);
alter table backline.invitation
    add column member_until timestamptz,
    add check (role <> 'OWNER' or member_until is null);
