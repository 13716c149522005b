-- Somebody's visits to come and of the last days: all there ever were were read to find them. A column of its own, since behind a wall no
-- index is asked by what is computed of a row's details.
alter table pledge.site_visit add column ended_at bigint generated always as (
  case when state in ('departed', 'calledOff') then coalesce(details->>'leftAt', details->>'calledOffAt')::bigint end) stored;
create index site_visit_to_come on pledge.site_visit (provider_id, state) where state not in ('departed', 'calledOff');
create index site_visit_ended on pledge.site_visit (provider_id, ended_at) where ended_at is not null;
analyze pledge.site_visit;
