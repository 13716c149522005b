-- Seals: what stood in the evidence at an instant, signed, so that not even the owner of this database can change it unseen.

-- Whose transaction ids an event's are: they begin anew in the cluster that a backup is restored into, which then begins an era. Events
-- written before there were eras are of the first, whichever cluster wrote them; all of them are finished here, since nobody else holds the table.
alter table pledge.event add column era integer not null default 1;
create function pledge.event_era() returns integer language sql immutable parallel safe as 'select 2';
alter table pledge.event alter column era set default pledge.event_era();

-- The order in which events are sealed: what a seal covers follows from the events themselves, of which nothing is ever changed.
create index event_in_sealing_order on pledge.event (provider_id, era, xid, id);
-- Nothing ever stood there: an event cannot be told by which seal it is covered after it was written.
alter table pledge.event drop column seal_id;

create table pledge.seal (
  provider_id uuid not null,
  number integer not null check (number > 0),
  sealed_at timestamptz(3) not null,
  -- How many events this one covers, and all up to it.
  events integer not null check (events > 0),
  total bigint not null check (total >= events),
  root bytea not null,
  -- Digest of the seal before it.
  previous bytea,
  -- The last event covered: the next seal begins behind it.
  last_era integer not null,
  last_xid xid8 not null,
  last_event uuid not null,
  -- The hashes of the events covered, in their order: they give the root, and say which event is no longer what it was.
  leaves bytea not null check (octet_length(leaves) = 32 * events),
  key_id text not null,
  signature bytea not null,
  primary key (provider_id, number)
);
-- Which seal covers an event: the first that reaches it.
create unique index seal_reach on pledge.seal (provider_id, last_era, last_xid, last_event);
-- Hashes do not get smaller.
alter table pledge.seal alter column leaves set storage external;
alter table pledge.seal enable row level security;
alter table pledge.seal force row level security;
create policy of_provider on pledge.seal using (provider_id = pledge.current_provider());
grant select, insert on pledge.seal to pledge_app;
