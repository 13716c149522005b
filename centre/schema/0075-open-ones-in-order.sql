-- What is open, in the order of its receipt and of its number: some ten thousand were read and sorted to show fifty. What warns, of a request
-- and the newest of all, from indexes alone: all clocks of each request were read to find the few that do.
create index request_open_by_receipt on pledge.service_request (provider_id, received_at, id) where closed_at is null;
create index request_open_by_number on pledge.service_request (provider_id, number, id) where closed_at is null;
create index clock_warning_of_request on pledge.clock (provider_id, request_id, warns_at) include (customer_id) where warns_at is not null;
drop index pledge.clock_warning;
create index clock_warning on pledge.clock (provider_id, warns_at, request_id) include (customer_id) where warns_at is not null;
