-- What 0057 meant to fill it did not see: tables are walled for their owner too. A clock that ran past its first warning then was missed
-- among what warns until something wrote it again.
alter table pledge.clock no force row level security;
update pledge.clock set warns_at = pledge.first_of_warnings(warn_at) where state = 'running' and not breached and warns_at is null;
alter table pledge.clock force row level security;
