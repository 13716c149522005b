-- All clocks that run are counted again: after a notice of holidays, or because a new version of a plan says that running requests go
-- over to it. It steers work and is no evidence: a request that goes over has its event, a notice has its own. Customers have none.
create table pledge.clock_recount (
  provider_id uuid not null,
  id uuid not null,
  cause text not null check (cause in ('holidayNotice', 'planVersion')),
  -- Of a notice: what came into the holiday table at this instant.
  noticed_at timestamptz(3),
  -- Of a version: the one that running requests of its project go over to.
  plan_id uuid,
  project_id uuid,
  -- Who asked: a person, or the operator by name; neither where it came with the schema.
  person_id uuid,
  operator text,
  asked_at timestamptz(3) not null,
  -- Not before: until then somebody may still count on what was before.
  begins_at timestamptz(3) not null,
  state text not null check (state in ('waiting', 'running', 'done')),
  begun_at timestamptz(3),
  ended_at timestamptz(3),
  -- How far it is: the last request in the order of their ids, and what became of them.
  place uuid not null default '00000000-0000-0000-0000-000000000000',
  requests integer,
  done integer not null default 0,
  moved integer not null default 0,
  -- Requests that were to go over and could not: the version has no such kind, severity or flow.
  stayed integer not null default 0,
  changed integer not null default 0,
  breached integer not null default 0,
  warned integer not null default 0,
  -- The worker at it, and until when the others leave it alone.
  held_by uuid,
  held_until timestamptz(3),
  primary key (provider_id, id),
  check ((cause = 'holidayNotice') = (noticed_at is not null)),
  check ((cause = 'planVersion') = (plan_id is not null and project_id is not null)),
  foreign key (provider_id, plan_id) references pledge.service_plan (provider_id, id),
  foreign key (provider_id, project_id) references pledge.project (provider_id, id),
  foreign key (provider_id, person_id) references pledge.person (provider_id, id)
);
create index clock_recount_at_work on pledge.clock_recount (provider_id, asked_at, id) where state <> 'done';
create index clock_recount_latest on pledge.clock_recount (provider_id, asked_at desc, id desc);
alter table pledge.clock_recount enable row level security;
alter table pledge.clock_recount force row level security;
create policy of_provider on pledge.clock_recount using (provider_id = pledge.current_provider() and pledge.current_customer() is null);
grant select, insert, update on pledge.clock_recount to pledge_app;

-- What it changed, a row per clock: the due time before and after, and the days or terms that are why.
create table pledge.clock_change (
  provider_id uuid not null,
  recount_id uuid not null,
  request_id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  clock text not null,
  cycle integer not null,
  -- The version whose words the clock has.
  plan_id uuid not null,
  state text not null,
  cancel_cause text,
  due_before timestamptz(3),
  due_after timestamptz(3),
  remaining_before integer,
  remaining_after integer,
  limit_before text,
  limit_after text,
  calendar_before text not null,
  calendar_after text not null,
  -- Dates between start and due time that open otherwise, each with whether it opens now.
  days jsonb not null,
  -- Set where the change puts the due time into the past.
  breached_at timestamptz(3),
  primary key (provider_id, recount_id, request_id, subject_kind, subject_id, clock),
  foreign key (provider_id, recount_id) references pledge.clock_recount (provider_id, id),
  foreign key (provider_id, request_id) references pledge.service_request (provider_id, id)
);
alter table pledge.clock_change enable row level security;
alter table pledge.clock_change force row level security;
create policy of_provider on pledge.clock_change using (provider_id = pledge.current_provider() and pledge.current_customer() is null);
grant select, insert on pledge.clock_change to pledge_app;

-- What was not counted again yet goes on this way; when a notice was counted stands with the recount from now on.
insert into pledge.clock_recount (provider_id, id, cause, noticed_at, asked_at, begins_at, state)
  select provider_id, gen_random_uuid(), 'holidayNotice', imported_at, imported_at, imported_at, 'waiting'
  from pledge.holiday_year where recounted_at is null group by provider_id, imported_at;
