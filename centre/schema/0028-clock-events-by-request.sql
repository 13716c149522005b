-- What a clock was told is read by its request, in the order in which it was written: one key of that order serves where there were
-- two indexes, the wider of which nothing asked.
alter table pledge.clock_event drop constraint clock_event_pkey;
alter table pledge.clock_event add primary key (provider_id, request_id, seq);
drop index pledge.clock_event_of_request;
