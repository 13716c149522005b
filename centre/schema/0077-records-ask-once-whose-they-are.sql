-- As of clocks and requests (0026, 0068): the planner took the `or` of settings for one record in two hundred, and to count a thousand of a
-- form it read and sorted them all.
alter policy of_provider on pledge.record using (provider_id = (select pledge.current_provider())
  and case when (select pledge.current_customer()) is null then true else customer_id = (select pledge.current_customer()) end);
