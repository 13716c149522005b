-- What the register asks of all plans at once, without opening each: where their months begin, and which of them promise the same
-- things by the same means. The document itself decides; nobody writes these.
alter table pledge.service_plan
  add column timezone text generated always as (document #>> '{plan,timezone}') stored,
  add column effective_from text generated always as (document #>> '{plan,effectiveFrom}') stored,
  add column terms_digest text generated always as (md5((document - 'plan' - 'customer' - 'project' - 'milestones')::text)) stored;

-- By which event a clock was called off: the customer's own word waives what was promised.
alter table pledge.clock_outcome add column cause text;

-- Events that the register has not counted yet, a row per statement that wrote some and per request. Written with the events, taken
-- away with the counting: what is not committed is in neither, and nothing is counted twice.
create table pledge.fulfilment_mark (
  provider_id uuid not null,
  seq bigint generated always as identity,
  request_id uuid not null,
  event_ids uuid[] not null,
  primary key (provider_id, seq)
);
alter table pledge.fulfilment_mark enable row level security;
alter table pledge.fulfilment_mark force row level security;
create policy of_provider on pledge.fulfilment_mark using (provider_id = pledge.current_provider() and pledge.current_customer() is null);
-- What a customer's own command writes waits to be counted as well.
create policy marked_by_all on pledge.fulfilment_mark for insert with check (provider_id = pledge.current_provider());
grant select, insert, delete on pledge.fulfilment_mark to pledge_app;

create function pledge.mark_for_register() returns trigger language plpgsql as $$
begin
  insert into pledge.fulfilment_mark (provider_id, request_id, event_ids)
    select provider_id, request_id, array_agg(id) from added where request_id is not null group by provider_id, request_id;
  return null;
end $$;
create trigger mark_for_register after insert on pledge.event referencing new table as added
  for each statement execute function pledge.mark_for_register();

-- What became of a commitment in a project, month by month of the plan's zone: how often it was kept, broken and waived, how often a
-- guard that serves it was asked and let pass, and how many of the breaches somebody has explained.
create table pledge.fulfilment_month (
  provider_id uuid not null,
  customer_id uuid not null,
  project_id uuid not null,
  commitment text not null,
  month date not null,
  kept integer not null,
  breached integer not null,
  waived integer not null,
  passed integer not null,
  refused integer not null,
  explained integer not null,
  last_at timestamptz(3) not null,
  last_event_id uuid not null,
  primary key (provider_id, project_id, commitment, month)
);
-- The same over all projects, for whoever sees them all.
create table pledge.fulfilment_house_month (
  provider_id uuid not null,
  commitment text not null,
  month date not null,
  kept integer not null,
  breached integer not null,
  waived integer not null,
  passed integer not null,
  refused integer not null,
  explained integer not null,
  last_at timestamptz(3) not null,
  last_event_id uuid not null,
  primary key (provider_id, commitment, month)
);
-- Clocks that have warned and not ended.
create table pledge.clock_at_risk (
  provider_id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  clock text not null,
  cycle integer not null,
  customer_id uuid not null,
  project_id uuid not null,
  request_id uuid not null,
  commitments text[] not null,
  primary key (provider_id, subject_kind, subject_id, clock, cycle)
);
create index clock_at_risk_of_request on pledge.clock_at_risk (provider_id, request_id);
create index clock_at_risk_of_project on pledge.clock_at_risk (provider_id, project_id);
-- Since when the register of a provider is counted; without a row all of it is counted anew.
create table pledge.register_count (
  provider_id uuid not null primary key,
  counted_at timestamptz(3) not null
);

do $$
declare t text;
begin
  foreach t in array array['fulfilment_month', 'clock_at_risk'] loop
    execute format('alter table pledge.%I enable row level security', t);
    execute format('alter table pledge.%I force row level security', t);
    execute format($p$create policy of_provider on pledge.%I using (provider_id = pledge.current_provider()
      and (pledge.current_customer() is null or customer_id = pledge.current_customer()))$p$, t);
    execute format('grant select, insert, update, delete on pledge.%I to pledge_app', t);
  end loop;
  foreach t in array array['fulfilment_house_month', 'register_count'] loop
    execute format('alter table pledge.%I enable row level security', t);
    execute format('alter table pledge.%I force row level security', t);
    execute format('create policy of_provider on pledge.%I using (provider_id = pledge.current_provider() and pledge.current_customer() is null)', t);
    execute format('grant select, insert, update, delete on pledge.%I to pledge_app', t);
  end loop;
end $$;
