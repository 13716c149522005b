-- A page of a list is read from an index in its own order, both columns the same way round, whatever lies behind it.
drop index pledge.request_by_received;
create index request_by_received on pledge.service_request (provider_id, received_at, id);
drop index pledge.request_of_customer;
create index request_of_customer on pledge.service_request (provider_id, customer_id, received_at, id);
create index request_by_due_of_all on pledge.service_request (provider_id, (coalesce(next_due_at, 'infinity'::timestamptz)), id);
create index request_in_state on pledge.service_request (provider_id, state, received_at, id);
create index request_of_kind on pledge.service_request (provider_id, kind, severity, received_at, id);

-- `case`, where the policies had `or`: the planner takes an `or` of settings for one row in two hundred, and would rather read every
-- row and sort than follow an order it thinks it will not find fifty rows in.
do $$
declare t text;
begin
  foreach t in array array['service_request', 'clock', 'clock_outcome', 'task_order', 'task_assignee'] loop
    execute format($p$alter policy of_provider on pledge.%I using (provider_id = pledge.current_provider()
      and case when pledge.current_customer() is null then true else customer_id = pledge.current_customer() end)$p$, t);
  end loop;
end $$;
