-- What stands under everything: the provider, its evidence, its commands, its numbers.
-- Every table: provider_id first in each key (so that a cluster can shard by it) and row-level security.
-- The application connects as pledge_app, which owns nothing and may only insert into the evidence log.

create schema if not exists pledge;
grant usage on schema pledge to pledge_app;

-- Null where nothing is set: '' is what a local setting leaves behind after its transaction.
create function pledge.current_provider() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('pledge.provider', true), '')::uuid $$;
create function pledge.current_customer() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('pledge.customer', true), '')::uuid $$;

create table pledge.provider (
  provider_id uuid not null primary key,
  name jsonb not null,
  created_at timestamptz not null
);

-- Evidence: one chain per stream. No personal text in a payload: texts stand in event_text with their salt.
create table pledge.event (
  provider_id uuid not null,
  id uuid not null,
  stream_kind text not null,
  stream_id uuid not null,
  seq integer not null check (seq > 0),
  type text not null,
  payload jsonb not null,
  actor jsonb not null,
  customer_id uuid,
  request_id uuid,
  occurred_at timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  late_reason_digest text,
  commitments text[] not null default '{}',
  visibility text not null default 'shared' check (visibility in ('shared', 'internal')),
  xid xid8 not null default pg_current_xact_id(),
  previous_hash bytea,
  hash bytea not null,
  seal_id uuid,
  primary key (provider_id, id),
  unique (provider_id, stream_kind, stream_id, seq)
);
create index event_of_request on pledge.event (provider_id, request_id, occurred_at);

create table pledge.event_text (
  provider_id uuid not null,
  event_id uuid not null,
  field text not null,
  salt bytea,
  text text,
  customer_id uuid,
  contact_id uuid,
  erased_at timestamptz,
  erased_under text,
  primary key (provider_id, event_id, field),
  foreign key (provider_id, event_id) references pledge.event (provider_id, id)
);
create index event_text_of_contact on pledge.event_text (provider_id, contact_id) where contact_id is not null;

-- A repeat of a command finds its first answer here; another body under the same id is refused.
create table pledge.command_receipt (
  provider_id uuid not null,
  command_id uuid not null,
  actor_key text not null,
  path text not null,
  body_digest text not null,
  status integer,
  answer jsonb,
  recorded_at timestamptz not null,
  primary key (provider_id, command_id)
);

create table pledge.number_series (
  provider_id uuid not null,
  series text not null,
  year integer not null,
  last integer not null,
  primary key (provider_id, series, year)
);

do $$
declare t text;
begin
  foreach t in array array['command_receipt', 'number_series'] loop
    execute format('alter table pledge.%I enable row level security', t);
    execute format('alter table pledge.%I force row level security', t);
    execute format('create policy of_provider on pledge.%I using (provider_id = pledge.current_provider())', t);
    execute format('grant select, insert, update on pledge.%I to pledge_app', t);
  end loop;
  foreach t in array array['event', 'event_text'] loop
    execute format('alter table pledge.%I enable row level security', t);
    execute format('alter table pledge.%I force row level security', t);
    execute format($p$create policy of_provider on pledge.%I using (provider_id = pledge.current_provider()
      and (pledge.current_customer() is null or customer_id = pledge.current_customer()))$p$, t);
  end loop;
end $$;
-- Workers ask which providers there are before they can act for one: the list itself is no secret.
alter table pledge.provider enable row level security;
alter table pledge.provider force row level security;
create policy all_may_read on pledge.provider for select using (true);
create policy of_provider on pledge.provider for insert with check (provider_id = pledge.current_provider());
grant select, insert on pledge.provider to pledge_app;
grant select, insert on pledge.event to pledge_app;
-- Erasing a text is a right of the person it speaks of; the event that holds its digest stays.
grant select, insert, update (salt, text, erased_at, erased_under) on pledge.event_text to pledge_app;
create policy not_internal on pledge.event as restrictive for select
  using (pledge.current_customer() is null or visibility = 'shared');
