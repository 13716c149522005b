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
