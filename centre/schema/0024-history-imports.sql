-- A log of another system that somebody brings in through the console: looked at first, then imported by the workers in slices.
-- It steers work and is no evidence: each request that comes of it has its own. Customers have none.
create table pledge.history_import (
  provider_id uuid not null,
  id uuid not null,
  -- In whose name the requests are imported; the right is asked again for each.
  person_id uuid not null,
  -- The log as it came. The file has no uploader of its own: no other door gives it out.
  file_id uuid not null,
  state text not null check (state in ('uploaded', 'checking', 'checked', 'waiting', 'running', 'done', 'cancelled', 'failed')),
  uploaded_at timestamptz(3) not null,
  changed_at timestamptz(3) not null,
  -- What the columns mean, as it was when the log was last looked at.
  map text check (octet_length(map) <= 262144),
  -- What the look told: columns of the log, rows, requests that can be imported, rows with a fault, requests that they keep out.
  columns jsonb,
  rows integer,
  requests integer,
  faulty_rows integer,
  left_out integer,
  -- How far the import is: the line on which the last request that was worked through begins, and what became of them.
  place integer not null default 0,
  done integer not null default 0,
  imported integer not null default 0,
  here_already integer not null default 0,
  still_open integer not null default 0,
  refused integer not null default 0,
  -- Why it failed, in both languages.
  why jsonb,
  -- The worker at it, and until when the others leave it alone.
  held_by uuid,
  held_until timestamptz(3),
  primary key (provider_id, id),
  foreign key (provider_id, person_id) references pledge.person (provider_id, id),
  foreign key (provider_id, file_id) references pledge.file (provider_id, id)
);
create index history_import_at_work on pledge.history_import (provider_id, changed_at) where state in ('checking', 'waiting', 'running');
alter table pledge.history_import enable row level security;
alter table pledge.history_import force row level security;
create policy of_provider on pledge.history_import using (provider_id = pledge.current_provider() and pledge.current_customer() is null);
grant select, insert, update on pledge.history_import to pledge_app;

-- Rows that keep their requests out, with what is wrong with them.
create table pledge.history_import_fault (
  provider_id uuid not null,
  import_id uuid not null,
  line integer not null,
  -- Empty where the fault is the row's.
  column_name text not null,
  code text not null,
  value text not null,
  external_id text,
  cells jsonb not null,
  -- What a command said to the whole request, where that is why.
  words jsonb,
  primary key (provider_id, import_id, line, column_name, code),
  foreign key (provider_id, import_id) references pledge.history_import (provider_id, id)
);
alter table pledge.history_import_fault enable row level security;
alter table pledge.history_import_fault force row level security;
create policy of_provider on pledge.history_import_fault using (provider_id = pledge.current_provider() and pledge.current_customer() is null);
grant select, insert, delete on pledge.history_import_fault to pledge_app;
