-- A log that somebody who authors plans replays against one: what would it have cost? It steers work and is no evidence; nothing of a request
-- comes of it. Whoever uploaded it alone sees it, for a log may tell of people.
create table pledge.log_replay (
  provider_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  -- The log as it came. The file has no uploader of its own: no other door gives it out.
  file_id uuid not null,
  state text not null check (state in ('uploaded', 'waiting', 'running', 'done', 'cancelled', 'failed')),
  uploaded_at timestamptz(3) not null,
  changed_at timestamptz(3) not null,
  -- What was asked last: map, plan, the plan it is held against, limits that are changed.
  asked jsonb check (octet_length(asked::text) <= 16777216),
  -- How far it is: requests that were judged, of so many; null while the log is being read.
  requests integer,
  done integer not null default 0,
  -- What was answered to the last question that was answered, with the question.
  answer jsonb,
  answered jsonb,
  -- The first of the rows that keep their requests out.
  faults jsonb,
  -- Why it failed, in both languages.
  why jsonb,
  -- The worker at it, and until when the others leave it alone.
  held_by uuid,
  held_until timestamptz(3),
  primary key (provider_id, id),
  foreign key (provider_id, person_id) references pledge.person (provider_id, id),
  foreign key (provider_id, file_id) references pledge.file (provider_id, id)
);
create index log_replay_of_person on pledge.log_replay (provider_id, person_id, uploaded_at);
create index log_replay_at_work on pledge.log_replay (provider_id, changed_at) where state in ('waiting', 'running');
alter table pledge.log_replay enable row level security;
alter table pledge.log_replay force row level security;
create policy of_provider on pledge.log_replay using (provider_id = pledge.current_provider() and pledge.current_customer() is null);
grant select, insert, update on pledge.log_replay to pledge_app;
