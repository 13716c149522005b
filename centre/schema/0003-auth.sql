-- Sign-in: a schema of its own, reached only through platform/auth. It stands above the providers, since a sign-in name is
-- known before its provider is; the rows hold no name, mailbox or number of a person, the sign-in name only as a digest.

create schema if not exists auth;
grant usage on schema auth to pledge_app;

create table auth."user" (
  id text not null primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null,
  image text,
  person_id uuid not null unique,
  provider_id uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table auth.session (
  id text not null primary key,
  token text not null unique,
  user_id text not null references auth."user" (id) on delete cascade,
  ip_address text,
  user_agent text,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index session_of_user on auth.session (user_id);
create index session_by_end on auth.session (expires_at);

create table auth.account (
  id text not null primary key,
  account_id text not null,
  provider_id text not null,
  user_id text not null references auth."user" (id) on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (provider_id, account_id)
);
create index account_of_user on auth.account (user_id);

create table auth.verification (
  id text not null primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index verification_by_identifier on auth.verification (identifier);

-- Failed sign-ins by digest of what was tried and from where: limits are rows, so that every node knows them.
create table auth.sign_in_attempt (
  key text not null primary key,
  count integer not null,
  window_from timestamptz not null
);

grant select, insert, update, delete on all tables in schema auth to pledge_app;
