-- What quality objectives are counted from: of each request what it says of each counted quantity, told anew when the register takes the
-- request's marks. Everything here can be counted anew from requests, their records, events and what their clocks heard.
create table pledge.quality_fact (
  provider_id uuid not null,
  request_id uuid not null,
  -- responses closedRequests requestsWithKnowledgeLink completeRecords ratings
  quantity text not null,
  -- The event that said it, where one request says several; else the same for all.
  place uuid not null,
  customer_id uuid not null,
  project_id uuid not null,
  at timestamptz(3) not null,
  -- First day of the month of the plan's zone in which it counts.
  month date not null,
  -- Of a response how it stands, of a rating which it is.
  detail text not null,
  -- Of a response how long it took.
  seconds bigint,
  primary key (provider_id, request_id, quantity, place)
);
create index quality_fact_in_order on pledge.quality_fact (provider_id, quantity, at, request_id, place);
create index quality_fact_by_time on pledge.quality_fact (provider_id, quantity, month, seconds) include (detail, at, project_id);
create index quality_fact_of_project on pledge.quality_fact (provider_id, project_id, quantity, month, seconds) include (detail, at);

-- How many of them there are, by project and month.
create table pledge.quality_month (
  provider_id uuid not null,
  customer_id uuid not null,
  project_id uuid not null,
  quantity text not null,
  month date not null,
  detail text not null,
  count integer not null,
  primary key (provider_id, project_id, quantity, month, detail)
);
-- The same over all projects, for whoever sees them all.
create table pledge.quality_house_month (
  provider_id uuid not null,
  quantity text not null,
  month date not null,
  detail text not null,
  count integer not null,
  primary key (provider_id, quantity, month, detail)
);

do $$
declare t text;
begin
  foreach t in array array['quality_fact', 'quality_month'] loop
    execute format('alter table pledge.%I enable row level security', t);
    execute format('alter table pledge.%I force row level security', t);
    execute format($p$create policy of_provider on pledge.%I using (provider_id = pledge.current_provider()
      and (pledge.current_customer() is null or customer_id = pledge.current_customer()))$p$, t);
    execute format('grant select, insert, update, delete on pledge.%I to pledge_app', t);
  end loop;
end $$;
alter table pledge.quality_house_month enable row level security;
alter table pledge.quality_house_month force row level security;
create policy of_provider on pledge.quality_house_month using (provider_id = pledge.current_provider() and pledge.current_customer() is null);
grant select, insert, update, delete on pledge.quality_house_month to pledge_app;

-- What was counted before this version goes without these: the worker counts everything once more, both together.
alter table pledge.register_count no force row level security;
delete from pledge.register_count;
alter table pledge.register_count force row level security;
