-- As those of clocks do.
alter policy of_provider on pledge.clock_outcome using (provider_id = (select pledge.current_provider())
  and case when (select pledge.current_customer()) is null then true else customer_id = (select pledge.current_customer()) end);
