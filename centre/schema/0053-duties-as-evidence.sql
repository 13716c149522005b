-- Duties are evidence, a page at a time: of a commitment those that were reported or came due, by when that was, and those that wait.
create index duty_told on pledge.duty (provider_id, least(reported_at, due_at), id) where withdrawn_at is null;
create index duty_waiting on pledge.duty (provider_id, due_at, id) where reported_at is null and withdrawn_at is null;
-- Whoever reads the register opens what shows a duty done.
create index duty_of_file on pledge.duty (provider_id, file_id) where file_id is not null;

-- When somebody first told why a missed duty was missed; the words stand with the events of its stream. What was counted as explained was
-- a late report, which tells no cause.
alter table pledge.duty add column explained_at timestamptz(3);
alter table pledge.duty_month no force row level security;
alter table pledge.duty_house_month no force row level security;
update pledge.duty_month set explained = 0 where explained <> 0;
update pledge.duty_house_month set explained = 0 where explained <> 0;
alter table pledge.duty_month force row level security;
alter table pledge.duty_house_month force row level security;

-- Work that the plan owes for each site, or for each product, is a duty for each: a site by its id in the plan, a product by its name;
-- null for the whole project.
alter table pledge.duty add column site text, add column product text;
alter table pledge.duty drop constraint duty_provider_id_project_id_work_due_on_key;
alter table pledge.duty add unique nulls not distinct (provider_id, project_id, work, due_on, site, product);
-- What came due was owed once for all sites and stands so; what comes due from now on is written anew at the next look.
alter table pledge.duty_course no force row level security;
update pledge.duty_course set plan_id = null, since = greatest(since, now());
alter table pledge.duty_course force row level security;

-- One commitment across projects.
create index duty_month_of_commitment on pledge.duty_month (provider_id, commitment, month);
