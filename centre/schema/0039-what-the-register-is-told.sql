-- Steps that a guard refused to somebody who may take them: the gate was tried and held. What one person tries on one subject again
-- and again within a day, against the same guards, is one row with its number; so a row stands for each refusal that says something new.
create table pledge.step_refusal (
  provider_id uuid not null,
  id uuid not null,
  customer_id uuid,
  request_id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  step text not null,
  guards text[] not null,
  commitments text[] not null,
  actor_key text not null,
  person_id uuid,
  -- In the plan's zone.
  refused_on date not null,
  times integer not null default 1,
  first_at timestamptz(3) not null,
  last_at timestamptz(3) not null,
  primary key (provider_id, id),
  unique (provider_id, subject_id, step, actor_key, refused_on, guards)
);
create index step_refusal_of_request on pledge.step_refusal (provider_id, request_id);

-- What the breach of a clock, or of a gate, came from and what was done about it. The words stand with their event; the first event
-- is the one that the register counts, the present one the one that is read.
create table pledge.breach_explanation (
  provider_id uuid not null,
  customer_id uuid,
  request_id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  clock text not null,
  cycle integer not null,
  first_event_id uuid not null,
  event_id uuid not null,
  responsible_id uuid not null,
  due_on date not null,
  explained_at timestamptz(3) not null,
  primary key (provider_id, subject_kind, subject_id, clock, cycle),
  foreign key (provider_id, request_id) references pledge.service_request (provider_id, id)
);
create index breach_explanation_of_request on pledge.breach_explanation (provider_id, request_id);

-- A named person's word that a commitment is kept in a project, with what shows it, and until when it holds.
create table pledge.attestation (
  provider_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  project_id uuid not null,
  commitment text not null,
  person_id uuid not null,
  file_id uuid not null,
  attested_on date not null,
  holds_until date not null,
  recorded_at timestamptz(3) not null,
  seq integer not null,
  last_hash bytea not null,
  primary key (provider_id, id),
  foreign key (provider_id, project_id) references pledge.project (provider_id, id),
  foreign key (provider_id, file_id) references pledge.file (provider_id, id)
);
create index attestation_of_commitment on pledge.attestation (provider_id, project_id, commitment, recorded_at);

do $$
declare t text;
begin
  foreach t in array array['step_refusal', 'breach_explanation', 'attestation'] loop
    execute format('alter table pledge.%I enable row level security', t);
    execute format('alter table pledge.%I force row level security', t);
    execute format($p$create policy of_provider on pledge.%I using (provider_id = pledge.current_provider()
      and (pledge.current_customer() is null or customer_id = pledge.current_customer()))$p$, t);
  end loop;
end $$;
grant select, insert, update on pledge.step_refusal, pledge.breach_explanation to pledge_app;
grant select, insert on pledge.attestation to pledge_app;

-- A customer too sees whether the register was counted.
create policy seen_by_all on pledge.register_count for select using (provider_id = pledge.current_provider());

-- One commitment across projects.
create index fulfilment_of_commitment on pledge.fulfilment_month (provider_id, commitment, month);

-- A mark names refusals as it names events: both are ids that the register counts once.
create function pledge.mark_refusal_for_register() returns trigger language plpgsql as $$
begin
  insert into pledge.fulfilment_mark (provider_id, request_id, event_ids)
    select provider_id, request_id, array_agg(id) from added group by provider_id, request_id;
  return null;
end $$;
create trigger mark_for_register after insert on pledge.step_refusal referencing new table as added
  for each statement execute function pledge.mark_refusal_for_register();
