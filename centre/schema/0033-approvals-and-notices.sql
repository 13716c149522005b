-- The customer's word on one revision of a plan, by the digest of its text: what activation asks before a value that the source
-- gives may become weaker. Who gave it, on which day, and the digest of the writing in which it was given.
create table pledge.plan_approval (
  provider_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  project_id uuid not null,
  code text not null,
  revision integer not null,
  digest text not null,
  contact_id uuid not null,
  approved_on date not null,
  evidence_digest text not null check (evidence_digest ~ '^[0-9a-f]{64}$'),
  recorded_at timestamptz(3) not null,
  seq integer not null,
  last_hash bytea not null,
  primary key (provider_id, id),
  unique (provider_id, digest),
  foreign key (provider_id, customer_id) references pledge.customer (provider_id, id),
  foreign key (provider_id, project_id) references pledge.project (provider_id, id),
  foreign key (provider_id, contact_id) references pledge.contact (provider_id, id)
);
alter table pledge.plan_approval enable row level security;
alter table pledge.plan_approval force row level security;
create policy of_provider on pledge.plan_approval using (provider_id = pledge.current_provider()
  and (pledge.current_customer() is null or customer_id = pledge.current_customer()));
grant select, insert on pledge.plan_approval to pledge_app;

-- A notice of holidays that somebody imported has an event; those that came with a plan stand in the plan's.
create table pledge.holiday_notice (
  provider_id uuid not null,
  id uuid not null,
  holiday_set text not null,
  year integer not null,
  -- Of what the notice says: the same notice again changes nothing.
  digest text not null,
  published_on date,
  imported_at timestamptz(3) not null,
  seq integer not null,
  last_hash bytea not null,
  primary key (provider_id, id)
);
create index holiday_notice_of_year on pledge.holiday_notice (provider_id, holiday_set, year, imported_at);
alter table pledge.holiday_notice enable row level security;
alter table pledge.holiday_notice force row level security;
create policy of_provider on pledge.holiday_notice using (provider_id = pledge.current_provider() and pledge.current_customer() is null);
grant select, insert on pledge.holiday_notice to pledge_app;

-- The secret address under which a person's own calendar can be fetched, known by its digest alone; one each. Renewed, the one before
-- opens nothing.
create table auth.calendar_feed (
  person_id uuid not null primary key,
  provider_id uuid not null,
  digest bytea not null unique,
  made_at timestamptz not null default now()
);
grant select, insert, update, delete on auth.calendar_feed to pledge_app;
