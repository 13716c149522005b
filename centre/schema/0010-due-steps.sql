-- What time alone brings: when a worker has to look at a request again, and orders whose later approval is still to come.
alter table pledge.service_request add column wake_at bigint generated always as ((details->>'wakeAt')::bigint) stored;
create index request_to_wake on pledge.service_request (wake_at) where wake_at is not null;
alter table pledge.task_order add column approval_overdue_at bigint generated always as ((details->>'approvalOverdueAt')::bigint) stored;
create index task_order_to_approve on pledge.task_order (approve_by)
  where approve_by is not null and approved_at is null and approval_overdue_at is null and state <> 'withdrawn';

-- Requests that were answered before anybody was reminded are looked at once; the flow says what is due.
alter table pledge.service_request no force row level security;
update pledge.service_request set details = details || jsonb_build_object('wakeAt', (details->>'answeredAt')::bigint)
  where flow = 'supportResponse' and state = 'answered' and details ? 'answeredAt' and not details ? 'wakeAt';
alter table pledge.service_request force row level security;
