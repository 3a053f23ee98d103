-- Which letter closed an address and with which code, so that whoever may open it again is told why; the address itself is kept in the
-- letter alone, sealed, and goes with it. And which reports a letter has had, so that a box may be read twice.

alter table backline.mail_suppression
    add column letter uuid, -- no reference: what was closed stays closed when its letter is taken out
    add column status text check (length(status) <= 12);
alter table backline.letter add column reports uuid[] not null default '{}';

update backline.mail_suppression s
set letter = l.id,
    reason = case l.reason when 'RECIPIENT' then 'REFUSED' else s.reason end,
    status = substring(l.reply from '\m[245]\.\d{1,3}\.\d{1,3}\M')
from (
    select distinct on (recipient_key) recipient_key, id, reason, reply
    from backline.letter where state = 'REFUSED' and reason in ('BOUNCED', 'RECIPIENT')
    order by recipient_key, settled_at desc) l
where l.recipient_key = s.address_key;

create index mail_suppression_since on backline.mail_suppression (since);
