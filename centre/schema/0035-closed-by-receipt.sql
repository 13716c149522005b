-- The newest requests are open: whoever looks for the newest closed ones need not pass all of them.
create index request_closed on pledge.service_request (provider_id, received_at, id) where closed_at is not null;
