-- The order in which a list shows what is open: what falls due first, and what has nothing due last. A page of it is read from here.
drop index pledge.request_by_next_due;
create index request_by_next_due on pledge.service_request (provider_id, (coalesce(next_due_at, 'infinity'::timestamptz)), id) where closed_at is null;
