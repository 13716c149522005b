-- Which requests have a broken clock is answered from the index alone, the customer by whom the wall asks with it: up to a thousand of
-- them were looked up in the table for each number beside a view.
drop index pledge.clock_broken;
create index clock_broken on pledge.clock (provider_id, request_id) include (customer_id)
  where counts and (breached or past_breaches <> '[]'::jsonb);
