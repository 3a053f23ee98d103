-- The one mail, phone, page and the roles that an organisation had, as rows. PostgreSQL.

-- Anything could be typed where a mail was asked for. What Java takes for addresses becomes mails, several in one field too;
-- all else is kept as it is, as a handle with a label. The host of an address is in ASCII or in a few letters of Latin.
insert into organisation_contact (workspace_id, organisation_id, id, kind, label, value)
select o.workspace_id, o.id, uuidv7(), c.kind, c.label, c.value
from organisation o
cross join lateral (
    select m.part as value, m.nth, not exists (
        select from regexp_split_to_table(btrim(o.mail), '\s*[,;\s]\s*') as a (address)
        where a.address <> '' and a.address !~* '^[-!#$%&*+./0-9=?^_`a-z{|}~]{1,64}@([-_a-z0-9]{1,60}|[-_a-z0-9ß-öø-ɏ]{1,12})([.]([-_a-z0-9]{1,60}|[-_a-z0-9ß-öø-ɏ]{1,12}))+$'
            or length(a.address) > 200) as mails
    from regexp_split_to_table(btrim(o.mail), '\s*[,;\s]\s*') with ordinality as m (part, nth)) m
cross join lateral (
    select 'mail' as kind, '' as label, m.value where m.mails and m.value <> ''
    union all
    select 'handle', 'Mail', o.mail where not m.mails and m.nth = 1) c
where o.mail ~ '[^\s\u001c-\u001f]'
order by o.id, m.nth;

insert into organisation_contact (workspace_id, organisation_id, id, kind, value)
select o.workspace_id, o.id, uuidv7(), c.kind, c.value
from organisation o
cross join lateral (values (1, 'phone', o.phone), (2, 'web', o.web)) as c (nth, kind, value)
where c.value ~ '[^\s\u001c-\u001f]'
order by o.id, c.nth;

insert into organisation_role (workspace_id, organisation_id, role)
select distinct o.workspace_id, o.id, r.role
from organisation o, unnest(string_to_array(o.roles, ' ')) as r (role)
where r.role <> '';

-- By the mail an organisation was found already; from now on by the phone and the page too. Letters beyond ASCII wait until it
-- is saved the next time.
update organisation t set search_text = t.search_text || coalesce(
    ' ' || nullif(btrim(regexp_replace(lower(o.phone || ' ' || o.web), '[^a-z0-9]+', ' ', 'g')), ''), '')
    || coalesce(' ' || nullif(regexp_replace(o.phone, '[^0-9]+', '', 'g'), ''), '')
from organisation o
where t.workspace_id = o.workspace_id and t.id = o.id and o.phone || o.web <> '';
