-- On which ground other than consent somebody may be written to. Consent is the rule, and is not listed: a plugin that takes
-- a million people out reads few rows of the ledger and not all of it. PostgreSQL.
create index consent_entry_ground on backline.consent_entry (workspace_id, subject_id)
    where event = 'GRANTED' and basis <> 'CONSENT';

create view backline_api.consent_ground with (security_barrier = true) as
select distinct on (coalesce(a.subject_id, e.subject_id), e.channel, e.occurred_at)
    coalesce(a.subject_id, e.subject_id) as subject_id, e.channel, e.occurred_at, e.basis
from backline.consent_entry e
left join backline.subject_alias a on a.workspace_id = e.workspace_id and a.alias_id = e.subject_id
where e.workspace_id = (select backline_api.current_workspace()) and e.event = 'GRANTED' and e.basis <> 'CONSENT'
order by coalesce(a.subject_id, e.subject_id), e.channel, e.occurred_at, e.basis;
