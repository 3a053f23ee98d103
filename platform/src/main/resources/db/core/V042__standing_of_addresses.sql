-- How things stand for addresses themselves, whoever has them. A plugin that keeps the key beside an address joins by it;
-- the strictest of this and of the person's own standing holds. PostgreSQL.
create view backline_api.suppression_standing with (security_barrier = true) as
select channel, address_hash, substring(address_hash from 1 for 8)::bigint as address_key, state, since, source,
    case state when 'BOUNCED' then 2 when 'WITHDRAWN' then 3 when 'COMPLAINED' then 4 when 'OBJECTED' then 5 end as rank
from backline.suppression
where workspace_id = (select backline_api.current_workspace());

create or replace view backline_api.consent_standing with (security_barrier = true) as
select subject_id, channel, state, since, source,
    case state when 'GRANTED' then 1 when 'BOUNCED' then 2 when 'WITHDRAWN' then 3 when 'COMPLAINED' then 4
        when 'OBJECTED' then 5 end as rank
from backline.consent_state
where workspace_id = (select backline_api.current_workspace());
