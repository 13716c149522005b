-- The first plan of a project is written before there is the project: what the two are called until then stands in the draft itself,
-- and a draft put aside leaves nothing behind it.
alter table pledge.plan_draft
  alter column customer_id drop not null,
  alter column project_id drop not null,
  add column to_come jsonb,
  add constraint plan_draft_is_of_a_project check (to_come is not null or (project_id is not null and customer_id is not null)),
  add constraint plan_draft_activated_of_a_project check (state <> 'activated' or project_id is not null);
