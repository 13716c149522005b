-- Duties are evidence, a page at a time: of a commitment those that were reported or came due, by when that was, and those that wait.
create index duty_told on pledge.duty (provider_id, least(reported_at, due_at), id) where withdrawn_at is null;
create index duty_waiting on pledge.duty (provider_id, due_at, id) where reported_at is null and withdrawn_at is null;
-- Whoever reads the register opens what shows a duty done.
create index duty_of_file on pledge.duty (provider_id, file_id) where file_id is not null;
