-- In which projects a commitment was broken is asked of the breaches alone, from the index: they are few among all months of all projects.
-- What else is told of a project comes by the key, of those that are shown.
drop index pledge.fulfilment_of_commitment;
create index fulfilment_broken on pledge.fulfilment_month (provider_id, commitment, month) include (project_id, breached, customer_id)
  where breached > 0;
drop index pledge.duty_month_of_commitment;
create index duty_month_broken on pledge.duty_month (provider_id, commitment, month) include (project_id, breached, customer_id)
  where breached > 0;
-- Duties that came due or were reported and that nobody has counted are few; those that warn are not, at the end of a month. Found by when
-- they warn, all of them were looked through for the few.
create index duty_told_not_counted on pledge.duty (provider_id, least(reported_at, due_at)) where counted_at is null and withdrawn_at is null;
