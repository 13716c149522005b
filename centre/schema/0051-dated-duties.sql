-- Dated duties of a project, by the schedules of its plan: a row for each that has come due since the project's plan became active, and
-- for the next of each work. How one stands follows from its instants and whether it was reported, and is kept nowhere.
create table pledge.duty (
  provider_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  project_id uuid not null,
  plan_id uuid not null,
  work text not null,
  -- The date on which it comes due by the plan; until when it must be reported is `due_at`.
  due_on date not null,
  opens_at timestamptz(3) not null,
  warns_at timestamptz(3) not null,
  due_at timestamptz(3) not null,
  -- First day of the month of the plan's zone in which it counts.
  due_month date not null,
  commitments text[] not null,
  -- Set where the plan in force no longer has it and it had not come due.
  withdrawn_at timestamptz(3),
  reported_at timestamptz(3),
  done_on date,
  person_id uuid,
  file_id uuid,
  event_id uuid,
  -- The end of its chain, once it has one: what was reported with another names the event of that one.
  seq integer,
  last_hash bytea,
  primary key (provider_id, id),
  unique (provider_id, project_id, work, due_on),
  foreign key (provider_id, project_id) references pledge.project (provider_id, id),
  foreign key (provider_id, file_id) references pledge.file (provider_id, id),
  check ((reported_at is null) = (event_id is null))
);
create index duty_by_month on pledge.duty (provider_id, due_month) where withdrawn_at is null;

-- Of each project up to where its duties are written: by which plan, since when they count, when to look again.
create table pledge.duty_course (
  provider_id uuid not null,
  project_id uuid not null,
  customer_id uuid not null,
  plan_id uuid,
  since timestamptz(3) not null,
  next_at timestamptz(3),
  primary key (provider_id, project_id),
  foreign key (provider_id, project_id) references pledge.project (provider_id, id)
);

-- Before this version nobody could report a duty: of projects that are there already they count from now on.
alter table pledge.project no force row level security;
insert into pledge.duty_course (provider_id, project_id, customer_id, since)
  select provider_id, id, customer_id, now() from pledge.project;
alter table pledge.project force row level security;

do $$
declare t text;
begin
  foreach t in array array['duty', 'duty_course'] loop
    execute format('alter table pledge.%I enable row level security', t);
    execute format('alter table pledge.%I force row level security', t);
    execute format($p$create policy of_provider on pledge.%I using (provider_id = pledge.current_provider()
      and (pledge.current_customer() is null or customer_id = pledge.current_customer()))$p$, t);
  end loop;
end $$;
grant select, insert, update on pledge.duty, pledge.duty_course to pledge_app;
