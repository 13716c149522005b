-- Rights that are taken at an instant, programs that act with a key, and what happens to a person's access as evidence.

-- The last day of a position is a matter of the roster; the instant is a matter of trust: from it on nothing is allowed.
alter table pledge.position_held add column ended_at timestamptz(3);
drop index pledge.position_once;
create unique index position_once on pledge.position_held
  (provider_id, person_id, position, unit_id, project_id, site_id, from_on) nulls not distinct where ended_at is null;

-- A program is an actor of its own with positions like a person's; nobody sends it to a site or calls it at night.
alter table pledge.person add column is_program boolean not null default false;
alter table pledge.person add check (not is_program or (customer_id is null and home_unit_id is null));

create table pledge.person_stream (
  provider_id uuid not null,
  id uuid not null,
  customer_id uuid,
  seq integer not null,
  last_hash bytea not null,
  primary key (provider_id, id),
  foreign key (provider_id, id) references pledge.person (provider_id, id)
);
alter table pledge.person_stream enable row level security;
alter table pledge.person_stream force row level security;
create policy of_provider on pledge.person_stream using (provider_id = pledge.current_provider()
  and (pledge.current_customer() is null or customer_id = pledge.current_customer()));
grant select, insert, update on pledge.person_stream to pledge_app;

-- Keys of programs: known by their digest alone. Whose a key is stands here; what it may, in the positions of that actor.
create table auth.api_key (
  id uuid not null primary key,
  provider_id uuid not null,
  person_id uuid not null,
  digest bytea not null unique,
  created_at timestamptz not null default now(),
  revoked_at timestamptz,
  -- To the quarter of an hour: a request that only reads writes nothing.
  last_used_at timestamptz
);
create index api_key_of_person on auth.api_key (person_id);
grant select, insert, update on auth.api_key to pledge_app;

-- Whoever holds an open stream is looked at again at once when rights move, by whatever hand and on whatever node they are moved.
create function auth.tell_access(people uuid[]) returns void language sql as $$
  select pg_notify('pledge', case when cardinality(people) > 50 then '["access/all"]'
    else (select jsonb_agg('access/' || person)::text from unnest(people) as person) end)
  where cardinality(people) > 0
$$;
create function auth.tell_moved() returns trigger language plpgsql as $$
declare
  people uuid[];
begin
  execute format('select array_agg(distinct %s) from moved', tg_argv[0]) into people;
  perform auth.tell_access(people);
  return null;
end $$;
create function auth.tell_session_ended() returns trigger language plpgsql as $$
declare
  people uuid[];
begin
  select array_agg(distinct u.person_id) from moved join auth."user" u on u.id = moved.user_id into people;
  perform auth.tell_access(people);
  return null;
end $$;
create trigger tell_access after update on pledge.person referencing new table as moved
  for each statement execute function auth.tell_moved('id');
create trigger tell_access after update on pledge.position_held referencing new table as moved
  for each statement execute function auth.tell_moved('person_id');
create trigger tell_access_given after insert on pledge.position_held referencing new table as moved
  for each statement execute function auth.tell_moved('person_id');
create trigger tell_access after update on auth.api_key referencing new table as moved
  for each statement execute function auth.tell_moved('person_id');
create trigger tell_access after delete on auth.session referencing old table as moved
  for each statement execute function auth.tell_session_ended();
