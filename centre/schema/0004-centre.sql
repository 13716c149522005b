-- Customers and what they hold; service plans; requests, their conversation, clocks, orders, visits and records.
-- Tables that a customer may see carry customer_id; row-level security is the second wall behind the rights.

create table pledge.customer (
  provider_id uuid not null references pledge.provider (provider_id),
  id uuid not null,
  code text not null,
  name jsonb not null,
  primary key (provider_id, id),
  unique (provider_id, code)
);

create table pledge.site (
  provider_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  code text not null,
  name jsonb not null,
  is_central boolean not null default false,
  serving_unit_id uuid,
  travel_time text,
  address text,
  primary key (provider_id, id),
  unique (provider_id, customer_id, code),
  foreign key (provider_id, customer_id) references pledge.customer (provider_id, id)
);

create table pledge.contact (
  provider_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  code text,
  name text,
  role text not null,
  site_id uuid,
  phone text,
  email text,
  erased_at timestamptz,
  erased_under text,
  primary key (provider_id, id),
  foreign key (provider_id, customer_id) references pledge.customer (provider_id, id)
);
create index contact_by_phone on pledge.contact (provider_id, regexp_replace(coalesce(phone, ''), '[^0-9]', '', 'g'));

create table pledge.project (
  provider_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  code text not null,
  name jsonb not null,
  manager_id uuid,
  primary key (provider_id, id),
  unique (provider_id, code),
  foreign key (provider_id, customer_id) references pledge.customer (provider_id, id)
);

create table pledge.contract (
  provider_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  project_id uuid not null,
  number text not null,
  primary key (provider_id, id),
  unique (provider_id, number),
  foreign key (provider_id, project_id) references pledge.project (provider_id, id)
);

create table pledge.phase (
  provider_id uuid not null,
  customer_id uuid not null,
  project_id uuid not null,
  phase text not null,
  from_on date,
  to_on date,
  primary key (provider_id, project_id, phase),
  foreign key (provider_id, project_id) references pledge.project (provider_id, id)
);

create table pledge.partner (
  provider_id uuid not null,
  id uuid not null,
  project_id uuid not null,
  code text not null,
  kind text not null,
  name text not null,
  primary key (provider_id, id),
  unique (provider_id, project_id, code)
);

create table pledge.asset (
  provider_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  project_id uuid not null,
  site_id uuid,
  name text not null,
  model text,
  serial_number text,
  primary key (provider_id, id)
);

create table pledge.service_plan (
  provider_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  project_id uuid not null,
  code text not null,
  revision integer not null,
  status text not null check (status in ('draft', 'active', 'superseded')),
  source text not null,
  document jsonb not null,
  digest text not null,
  applied_at timestamptz(3) not null,
  seq integer not null,
  last_hash bytea not null,
  primary key (provider_id, id),
  unique (provider_id, code, revision)
);
create unique index one_active_plan on pledge.service_plan (provider_id, project_id) where status = 'active';

-- Blocks that are one for the provider, whatever plan states them first.
create table pledge.provider_block (
  provider_id uuid not null,
  block text not null,
  document jsonb not null,
  plan_id uuid not null,
  primary key (provider_id, block)
);

create table pledge.holiday_year (
  provider_id uuid not null,
  holiday_set text not null,
  year integer not null,
  off jsonb not null,
  make_up jsonb not null,
  source text,
  imported_at timestamptz not null,
  primary key (provider_id, holiday_set, year)
);

create table pledge.service_request (
  provider_id uuid not null,
  id uuid not null,
  customer_id uuid,
  project_id uuid,
  site_id uuid,
  plan_id uuid,
  number text not null,
  title text not null,
  content text not null,
  kind text,
  severity text,
  channel text not null,
  contact_id uuid,
  enquirer_name text,
  enquirer_phone text,
  enquirer_email text,
  asset_id uuid,
  flow text not null,
  flow_version integer not null,
  state text not null,
  road text not null default 'none',
  round integer not null default 1,
  owner_unit_id uuid,
  owner_person_id uuid,
  received_at timestamptz(3) not null,
  closed_at timestamptz(3),
  details jsonb not null default '{}',
  next_due_at timestamptz(3),
  seq integer not null,
  last_hash bytea not null,
  version integer not null default 1,
  primary key (provider_id, id),
  unique (provider_id, number)
);
create index request_by_next_due on pledge.service_request (provider_id, next_due_at, id) where closed_at is null;
create index request_by_received on pledge.service_request (provider_id, received_at desc, id);
create index request_of_customer on pledge.service_request (provider_id, customer_id, received_at desc);

create table pledge.message (
  provider_id uuid not null,
  id uuid not null,
  customer_id uuid,
  request_id uuid not null,
  event_id uuid not null,
  channel text not null,
  direction text not null check (direction in ('incoming', 'outgoing', 'internal')),
  author_kind text not null,
  person_id uuid,
  contact_id uuid,
  text text not null,
  file_ids uuid[] not null default '{}',
  delivery text not null check (delivery in ('noted', 'queued', 'sent', 'failed', 'read')),
  external_id text,
  automatic boolean not null default false,
  occurred_at timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  primary key (provider_id, id),
  foreign key (provider_id, request_id) references pledge.service_request (provider_id, id)
);
create index message_of_request on pledge.message (provider_id, request_id, occurred_at);

-- What waits to leave the house; written with the event that causes it, delivered afterwards.
create table pledge.outbox (
  provider_id uuid not null,
  id uuid not null,
  message_id uuid not null,
  channel text not null,
  recipient text not null,
  attempts integer not null default 0,
  next_at timestamptz(3),
  delivered_at timestamptz(3),
  last_error text,
  primary key (provider_id, id)
);
create index outbox_due on pledge.outbox (next_at) where delivered_at is null and next_at is not null;

create table pledge.file (
  provider_id uuid not null,
  id uuid not null,
  customer_id uuid,
  digest text not null,
  name text not null,
  media_type text not null,
  size integer not null,
  status text not null check (status in ('unchecked', 'clean', 'refused')),
  person_id uuid,
  uploaded_at timestamptz(3) not null,
  primary key (provider_id, id)
);

-- What the flows told the clocks: a row per written name and subject.
create table pledge.clock_event (
  provider_id uuid not null,
  -- Order of writing: what one command writes at one instant keeps its order.
  seq bigint generated always as identity,
  subject_kind text not null,
  subject_id uuid not null,
  event_id uuid not null,
  place integer not null,
  customer_id uuid,
  request_id uuid not null,
  type text not null,
  at timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  reason text,
  automatic boolean not null default false,
  fields jsonb,
  primary key (provider_id, subject_kind, subject_id, event_id, place)
);

create index clock_event_of_request on pledge.clock_event (provider_id, request_id);

-- A cache of the engine's answers; the events alone decide.
create table pledge.clock (
  provider_id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  clock text not null,
  cycle integer not null,
  customer_id uuid,
  project_id uuid,
  site_id uuid,
  request_id uuid not null,
  plan_id uuid not null,
  state text not null,
  limit_text text,
  unit text,
  calendar text not null,
  limit_seconds bigint,
  elapsed_seconds bigint not null,
  remaining_seconds bigint,
  started_at timestamptz(3),
  due_at timestamptz(3),
  stopped_at timestamptz(3),
  breached boolean not null default false,
  breached_at timestamptz(3),
  warn_at jsonb not null default '[]',
  paused_for text[] not null default '{}',
  cancel_cause text,
  provisional boolean not null default false,
  counts boolean not null default true,
  commitments text[] not null default '{}',
  next_at timestamptz(3),
  primary key (provider_id, subject_kind, subject_id, clock, cycle)
);
create index clock_due on pledge.clock (next_at) where next_at is not null;
create index clock_of_request on pledge.clock (provider_id, request_id);

-- Each warning, breach and ending once, with the true instant.
create table pledge.clock_outcome (
  provider_id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  clock text not null,
  cycle integer not null,
  verdict text not null,
  at timestamptz(3) not null,
  customer_id uuid,
  project_id uuid,
  site_id uuid,
  unit_id uuid,
  person_id uuid,
  request_id uuid not null,
  plan_id uuid not null,
  commitments text[] not null,
  limit_text text,
  due_at timestamptz(3),
  late_seconds bigint,
  event_id uuid not null,
  recorded_at timestamptz(3) not null,
  primary key (provider_id, subject_kind, subject_id, clock, cycle, verdict)
);

create table pledge.task_order (
  provider_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  project_id uuid not null,
  site_id uuid,
  request_id uuid not null,
  state text not null,
  flow_version integer not null,
  urgent boolean not null default false,
  proposer_id uuid,
  leader_id uuid,
  service_mode text not null,
  required_by timestamptz(3),
  issued_at timestamptz(3),
  approve_by timestamptz(3),
  approved_at timestamptz(3),
  details jsonb not null default '{}',
  seq integer not null,
  last_hash bytea not null,
  version integer not null default 1,
  primary key (provider_id, id),
  foreign key (provider_id, request_id) references pledge.service_request (provider_id, id)
);
create index task_order_of_request on pledge.task_order (provider_id, request_id);

create table pledge.task_assignee (
  provider_id uuid not null,
  task_order_id uuid not null,
  person_id uuid not null,
  unit_id uuid,
  level integer not null,
  customer_id uuid not null,
  primary key (provider_id, task_order_id, person_id)
);

create table pledge.site_visit (
  provider_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  project_id uuid not null,
  site_id uuid,
  request_id uuid not null,
  task_order_id uuid not null,
  state text not null,
  flow_version integer not null,
  level integer not null default 1,
  details jsonb not null default '{}',
  seq integer not null,
  last_hash bytea not null,
  version integer not null default 1,
  primary key (provider_id, id),
  foreign key (provider_id, task_order_id) references pledge.task_order (provider_id, id)
);
create index site_visit_of_request on pledge.site_visit (provider_id, request_id);

create table pledge.consent (
  provider_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  request_id uuid not null,
  visit_id uuid,
  scope text not null,
  what text not null,
  why text not null,
  given_by text,
  means text,
  refused boolean not null default false,
  from_at timestamptz(3) not null,
  until_at timestamptz(3),
  withdrawn_at timestamptz(3),
  primary key (provider_id, id)
);
create index consent_of_request on pledge.consent (provider_id, request_id);

-- The forms as records: the values of the cells; blocks freeze by their signatures.
create table pledge.record (
  provider_id uuid not null,
  id uuid not null,
  customer_id uuid,
  project_id uuid,
  site_id uuid,
  request_id uuid not null,
  task_order_id uuid,
  form text not null,
  document_number text not null,
  document_version text not null,
  record_number text,
  state text not null check (state in ('draft', 'open', 'frozen', 'voided')),
  field_values jsonb not null default '{}',
  stored jsonb not null default '{}',
  replaces_id uuid,
  void_reason text,
  voided_at timestamptz(3),
  seq integer not null,
  last_hash bytea not null,
  version integer not null default 1,
  created_at timestamptz(3) not null,
  primary key (provider_id, id),
  unique (provider_id, record_number),
  foreign key (provider_id, request_id) references pledge.service_request (provider_id, id)
);
create index record_of_request on pledge.record (provider_id, request_id);

create table pledge.record_signature (
  provider_id uuid not null,
  id uuid not null,
  customer_id uuid,
  record_id uuid not null,
  field text not null,
  block text not null,
  signer_name text not null,
  signer_role text not null,
  person_id uuid,
  contact_id uuid,
  means text not null,
  strokes jsonb,
  covers text[] not null,
  digest text not null,
  signed_at timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  primary key (provider_id, id),
  unique (provider_id, record_id, field),
  foreign key (provider_id, record_id) references pledge.record (provider_id, id)
);

do $$
declare t text;
begin
  -- Seen by a customer as far as they are the customer's own.
  foreach t in array array['site', 'contact', 'project', 'contract', 'phase', 'asset', 'service_plan', 'service_request', 'message', 'file',
    'clock_event', 'clock', 'clock_outcome', 'task_order', 'task_assignee', 'site_visit', 'consent', 'record', 'record_signature'] loop
    execute format('alter table pledge.%I enable row level security', t);
    execute format('alter table pledge.%I force row level security', t);
    execute format($p$create policy of_provider on pledge.%I using (provider_id = pledge.current_provider()
      and (pledge.current_customer() is null or customer_id = pledge.current_customer()))$p$, t);
    execute format('grant select, insert, update on pledge.%I to pledge_app', t);
  end loop;
  -- Never seen by a customer.
  foreach t in array array['partner', 'provider_block', 'holiday_year', 'outbox'] loop
    execute format('alter table pledge.%I enable row level security', t);
    execute format('alter table pledge.%I force row level security', t);
    execute format('create policy of_provider on pledge.%I using (provider_id = pledge.current_provider())', t);
    execute format('grant select, insert, update on pledge.%I to pledge_app', t);
  end loop;
end $$;
alter table pledge.customer enable row level security;
alter table pledge.customer force row level security;
create policy of_provider on pledge.customer using (provider_id = pledge.current_provider()
  and (pledge.current_customer() is null or id = pledge.current_customer()));
grant select, insert, update on pledge.customer to pledge_app;
-- A draft's lines of assignees are rewritten until the order is issued; clock caches may be thrown away.
grant delete on pledge.task_assignee, pledge.clock to pledge_app;
create policy not_internal on pledge.message as restrictive for select
  using (pledge.current_customer() is null or direction <> 'internal');
