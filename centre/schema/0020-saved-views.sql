-- A list of requests as somebody wants to see it again: its address under a name, for oneself or for the own unit.
-- A way of looking and no evidence, so it may be changed and taken away. Customers have none.
create table pledge.saved_view (
  provider_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  -- Set where the view is shared with this unit.
  unit_id uuid,
  name text not null check (char_length(name) between 1 and 60),
  -- The list's own query: `clock=breached&site=…`.
  query text not null check (char_length(query) <= 1000),
  -- Its place among the views of the same person.
  place integer not null,
  version integer not null default 1,
  primary key (provider_id, id),
  unique (provider_id, person_id, name),
  foreign key (provider_id, person_id) references pledge.person (provider_id, id),
  foreign key (provider_id, unit_id) references pledge.org_unit (provider_id, id)
);
create index saved_view_by_unit on pledge.saved_view (provider_id, unit_id) where unit_id is not null;
alter table pledge.saved_view enable row level security;
alter table pledge.saved_view force row level security;
create policy of_provider on pledge.saved_view using (provider_id = pledge.current_provider() and pledge.current_customer() is null);
grant select, insert, update, delete on pledge.saved_view to pledge_app;
