-- Requests of one project in the order of their ids, and those of none: how the register counts everything, portion by portion, and how the
-- requests of a project go over to another version of its plan.
create index request_of_project on pledge.service_request (provider_id, project_id, id);
-- A portion takes the marks of its requests.
create index fulfilment_mark_of_request on pledge.fulfilment_mark (provider_id, request_id);

-- How far the register of a provider is being counted; gone once `register_count` says that it was. Whoever has it counted anew takes
-- both rows away.
create table pledge.register_counting (
  provider_id uuid not null primary key,
  -- clearing unassigned projects
  stage text not null,
  -- The request that was counted last; null where none of the stage was.
  project_id uuid,
  request_id uuid,
  -- How many were counted.
  requests integer not null default 0,
  begun_at timestamptz(3) not null
);
alter table pledge.register_counting enable row level security;
alter table pledge.register_counting force row level security;
create policy of_provider on pledge.register_counting using (provider_id = pledge.current_provider() and pledge.current_customer() is null);
-- A customer too sees how far it is.
create policy seen_by_all on pledge.register_counting for select using (provider_id = pledge.current_provider());
grant select, insert, update, delete on pledge.register_counting to pledge_app;
