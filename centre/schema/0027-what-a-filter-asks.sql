-- What few requests have is asked of those few: broken commitments.
create index clock_broken on pledge.clock (provider_id, request_id) where counts and (breached or past_breaches <> '[]'::jsonb);
create index gate_broken on pledge.clock_outcome (provider_id, request_id) where cycle = 0;
