-- The list of the clocks that go on, by what is due first: all that run were read, with their requests, and sorted. What warns, of a request
-- and the newest of all, from indexes alone: all clocks of each request were read to find the few that do.
create index clock_going_on on pledge.clock (provider_id, (coalesce(due_at, 'infinity'::timestamptz)), subject_id, clock, cycle)
  where state in ('notStarted', 'running', 'paused');
create index clock_warning_of_request on pledge.clock (provider_id, request_id, warns_at) include (customer_id) where warns_at is not null;
create index clock_warned on pledge.clock (provider_id, warns_at, request_id) include (customer_id) where warns_at is not null;
