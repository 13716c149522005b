-- What happened at the door: noted by the sign-in, made events of the person's own stream by a worker.

-- The same row whether anybody has the name or not; whose it is, the worker finds out. Until then it names nobody: the sign-in name
-- as the digest under which an account is kept.
create table auth.sign_in_note (
  id uuid not null primary key default gen_random_uuid(),
  login_key text,
  person_id uuid,
  kind text not null,
  -- By what somebody came in, or what was not right.
  by text,
  noted_at timestamptz(3) not null default clock_timestamp(),
  -- So long nobody else takes it up.
  taken_until timestamptz,
  check ((login_key is null) <> (person_id is null))
);
create index sign_in_note_in_order on auth.sign_in_note (noted_at);
grant select, insert, update, delete on auth.sign_in_note to pledge_app;

-- Recovery codes are short: a slow hash with one salt for all codes of a person. Those without are from before, and plain digests.
alter table auth.second_factor add column recovery_salt bytea;

-- The newest of what happened to people's access, for the administrator.
create index event_of_people on pledge.event (provider_id, recorded_at desc, seq desc, id desc) where stream_kind = 'person';
