-- What is open, in the order of its receipt and of its number: some ten thousand were read and sorted to show fifty.
create index request_open_by_receipt on pledge.service_request (provider_id, received_at, id) where closed_at is null;
create index request_open_by_number on pledge.service_request (provider_id, number, id) where closed_at is null;
