-- A notice that corrects a year stands beside the earlier one: what was counted before it was known is counted as it was.
-- The newest of a year holds.
alter table pledge.holiday_year drop constraint holiday_year_pkey;
alter table pledge.holiday_year add primary key (provider_id, holiday_set, year, imported_at);
-- When the running clocks were handed to the workers to be counted anew; null: not yet.
alter table pledge.holiday_year add column recounted_at timestamptz(3);
