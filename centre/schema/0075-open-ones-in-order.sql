-- What is open, in the order of its receipt and of its number: some ten thousand were read and sorted to show fifty. And of each request whether
-- it warns, from the index alone: all clocks of each were read to find the few that do.
create index request_open_by_receipt on pledge.service_request (provider_id, received_at, id) where closed_at is null;
create index request_open_by_number on pledge.service_request (provider_id, number, id) where closed_at is null;
create index clock_warning_of_request on pledge.clock (provider_id, request_id, warns_at) include (customer_id) where warns_at is not null;
