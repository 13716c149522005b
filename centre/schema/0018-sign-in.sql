-- The second step of a sign-in, and links that set a password once.

create table auth.second_factor (
  person_id uuid not null primary key,
  -- Sealed with a key of the installation: who reads the table cannot make codes.
  secret bytea not null,
  -- Null until a first code has shown that the device has the secret.
  confirmed_at timestamptz,
  -- The last step of 30 seconds whose code was used: no code is good twice, nor one before it.
  last_step bigint not null default 0
);
create table auth.recovery_code (
  person_id uuid not null references auth.second_factor (person_id) on delete cascade,
  digest bytea not null,
  used_at timestamptz,
  primary key (person_id, digest)
);

-- Invitations and resets, by the digest of what the link carries.
create table auth.password_link (
  digest bytea not null primary key,
  person_id uuid not null,
  provider_id uuid not null,
  kind text not null check (kind in ('invitation', 'reset')),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index password_link_of_person on auth.password_link (person_id);

-- Letters that carry such a link. The link is made when the letter leaves, so that it lies nowhere in clear; a name that nobody has
-- leaves the same row, and the worker finds nobody.
create table auth.letter (
  id uuid not null primary key default gen_random_uuid(),
  -- The digest under which an account is kept.
  login_key text not null,
  kind text not null check (kind in ('invitation', 'reset')),
  attempts integer not null default 0,
  -- Null when nothing more is to be done.
  next_at timestamptz default now()
);
create index letter_due on auth.letter (next_at) where next_at is not null;
grant select, insert, update, delete on auth.second_factor, auth.recovery_code, auth.password_link, auth.letter to pledge_app;

-- Signed in, but without the second factor that the position asks for.
alter table auth.session add column confined boolean not null default false;

-- Positions whose people may do nothing but enrol until they have a second factor.
create table pledge.second_factor_rule (
  provider_id uuid not null references pledge.provider (provider_id),
  position text not null,
  primary key (provider_id, position)
);
alter table pledge.second_factor_rule enable row level security;
alter table pledge.second_factor_rule force row level security;
create policy of_provider on pledge.second_factor_rule using (provider_id = pledge.current_provider());
grant select, insert, delete on pledge.second_factor_rule to pledge_app;
