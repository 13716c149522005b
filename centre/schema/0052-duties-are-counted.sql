-- Duties add up by the month in which they come due, as everything in the register does: what stands is counted once.
-- When a duty was counted; null while it is open, and again once a report comes for one that was counted as missed.
alter table pledge.duty add column counted_at timestamptz(3);
-- Those that are judged at each look, from their warning or their report on; most of the others are counted, the rest lies ahead.
create index duty_not_counted on pledge.duty (provider_id, least(reported_at, warns_at, due_at))
  where counted_at is null and withdrawn_at is null;

create table pledge.duty_month (
  provider_id uuid not null,
  customer_id uuid not null,
  project_id uuid not null,
  commitment text not null,
  month date not null,
  kept integer not null,
  breached integer not null,
  explained integer not null,
  last_at timestamptz(3) not null,
  last_event_id uuid,
  primary key (provider_id, project_id, commitment, month)
);
-- The same over all projects, for whoever sees them all.
create table pledge.duty_house_month (
  provider_id uuid not null,
  commitment text not null,
  month date not null,
  kept integer not null,
  breached integer not null,
  explained integer not null,
  last_at timestamptz(3) not null,
  last_event_id uuid,
  primary key (provider_id, commitment, month)
);

do $$
declare t text;
begin
  foreach t in array array['duty_month', 'duty_house_month'] loop
    execute format('alter table pledge.%I enable row level security', t);
    execute format('alter table pledge.%I force row level security', t);
  end loop;
end $$;
create policy of_provider on pledge.duty_month using (provider_id = pledge.current_provider()
  and (pledge.current_customer() is null or customer_id = pledge.current_customer()));
create policy of_provider on pledge.duty_house_month using (provider_id = pledge.current_provider() and pledge.current_customer() is null);
grant select, insert, update on pledge.duty_month, pledge.duty_house_month to pledge_app;
