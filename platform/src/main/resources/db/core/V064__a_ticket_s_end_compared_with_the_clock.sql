-- The same conditions as before. PostgreSQL asks nobody's right to read the clock by its keyword, and one operator costs less in each statement
-- than the comparison of rows, which sets up two.
create or replace view backline_api.caller with (security_barrier = true) as
select t.workspace_id as workspace, t.account_id as account
from backline.ticket t
where t.ticket = current_setting('backline.ticket', true)
  and t.pid = pg_backend_pid()
  and t.role = session_user
  and t.expires_at >= current_timestamp;

create or replace view backline_api.caller_workspace with (security_barrier = true) as
select t.workspace_id as workspace
from backline.ticket t
where t.ticket = current_setting('backline.ticket', true)
  and t.pid = pg_backend_pid()
  and t.role = session_user
  and t.expires_at >= current_timestamp;
