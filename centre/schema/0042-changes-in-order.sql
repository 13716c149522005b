-- The changed due times of a recount are read page by page: each has an id of its own, and stands with the others of its request.
alter table pledge.clock_change add column id uuid not null default gen_random_uuid();
create unique index clock_change_in_order on pledge.clock_change (provider_id, recount_id, request_id, id);
-- Those of one request, to be told beside it.
create index clock_change_of_request on pledge.clock_change (provider_id, request_id);

-- What a release before the recounts had not counted yet, also where the walls bind their owner.
alter table pledge.holiday_year no force row level security;
alter table pledge.clock_recount no force row level security;
insert into pledge.clock_recount (provider_id, id, cause, noticed_at, asked_at, begins_at, state)
  select provider_id, gen_random_uuid(), 'holidayNotice', imported_at, imported_at, imported_at, 'waiting'
  from pledge.holiday_year year
  where recounted_at is null and not exists (select 1 from pledge.clock_recount recount
    where recount.provider_id = year.provider_id and recount.noticed_at = year.imported_at)
  group by provider_id, imported_at;
alter table pledge.holiday_year force row level security;
alter table pledge.clock_recount force row level security;
