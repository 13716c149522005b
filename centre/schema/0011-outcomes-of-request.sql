-- What became of the clocks of a request, and of what its guards ask for, is asked at every step of it.
create index if not exists clock_outcome_of_request on pledge.clock_outcome (provider_id, request_id);
