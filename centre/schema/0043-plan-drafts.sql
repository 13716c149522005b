-- The text of a plan while somebody writes it, project by project: may be wrong in any way, binds nobody, is no evidence. What becomes
-- of it is: its activation is a version with its event, the customer's word on it an approval with its own.
create table pledge.plan_draft (
  provider_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  project_id uuid not null,
  text text not null,
  version integer not null,
  state text not null check (state in ('open', 'activated', 'discarded')),
  -- Whoever wrote in it: they do not activate it.
  author_ids uuid[] not null,
  changed_by uuid not null,
  changed_at timestamptz(3) not null,
  -- Shown to the customer's people in this version; null while it is the house's own.
  offered_version integer,
  -- The version of the plan that came of it.
  plan_id uuid,
  primary key (provider_id, id),
  foreign key (provider_id, project_id) references pledge.project (provider_id, id),
  foreign key (provider_id, customer_id) references pledge.customer (provider_id, id),
  foreign key (provider_id, changed_by) references pledge.person (provider_id, id),
  foreign key (provider_id, plan_id) references pledge.service_plan (provider_id, id)
);
create index plan_draft_of_project on pledge.plan_draft (provider_id, project_id, changed_at desc);
alter table pledge.plan_draft enable row level security;
alter table pledge.plan_draft force row level security;
create policy of_provider on pledge.plan_draft using (provider_id = pledge.current_provider()
  and (pledge.current_customer() is null or (customer_id = pledge.current_customer() and offered_version = version and state = 'open')));
grant select, insert, update on pledge.plan_draft to pledge_app;

-- The representative's own click is a word without a writing beside it.
alter table pledge.plan_approval alter column evidence_digest drop not null;
