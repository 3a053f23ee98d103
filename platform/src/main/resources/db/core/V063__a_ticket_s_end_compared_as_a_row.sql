-- The same conditions as before. PostgreSQL looks up in each statement who may run each function of a condition; it asks that of no comparison
-- of rows, nor of current_timestamp, which is when the transaction began.
create or replace view backline_api.caller with (security_barrier = true) as
select t.workspace_id as workspace, t.account_id as account
from backline.ticket t
where t.ticket = current_setting('backline.ticket', true)
  and t.pid = pg_backend_pid()
  and t.role = session_user
  and row (t.expires_at, 0) >= row (current_timestamp, 0);

create or replace view backline_api.caller_workspace with (security_barrier = true) as
select t.workspace_id as workspace
from backline.ticket t
where t.ticket = current_setting('backline.ticket', true)
  and t.pid = pg_backend_pid()
  and t.role = session_user
  and row (t.expires_at, 0) >= row (current_timestamp, 0);
