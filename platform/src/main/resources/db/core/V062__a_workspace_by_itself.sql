-- What policies read: one column, so that the planner drops the node of its own that a view with more columns than are asked for has in each
-- statement. Who is allowed what stays as in the view caller, which functions go on reading.
create view backline_api.caller_workspace with (security_barrier = true) as
select t.workspace_id as workspace
from backline.ticket t
where t.ticket = current_setting('backline.ticket', true)
  and t.pid = pg_backend_pid()
  and t.role = session_user
  and t.expires_at >= transaction_timestamp();
