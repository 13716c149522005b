-- The list of the clocks that go on, by what is due first: all that run were read, with their requests, and sorted.
create index clock_going_on on pledge.clock (provider_id, (coalesce(due_at, 'infinity'::timestamptz)), subject_id, clock, cycle)
  where state in ('notStarted', 'running', 'paused');
