-- Somebody's visits to come and of the last days: all there ever were were read to find them. A column of its own, since behind a wall no
-- index is asked by what is computed of a row's details. A trigger keeps it: the version before writes visits beside this one.
alter table pledge.site_visit add column ended_at bigint;

create function pledge.keep_end_of_visit() returns trigger language plpgsql as $$
begin
  new.ended_at := case when new.state in ('departed', 'calledOff')
    then coalesce(new.details->>'leftAt', new.details->>'calledOffAt')::bigint end;
  return new;
end $$;
create trigger end_of_visit before insert or update on pledge.site_visit for each row
  when (new.state in ('departed', 'calledOff') or new.ended_at is not null) execute function pledge.keep_end_of_visit();
alter table pledge.site_visit no force row level security;
update pledge.site_visit set ended_at = null where state in ('departed', 'calledOff');
alter table pledge.site_visit force row level security;

create index site_visit_to_come on pledge.site_visit (provider_id, state) where state not in ('departed', 'calledOff');
create index site_visit_ended on pledge.site_visit (provider_id, ended_at) where ended_at is not null;
analyze pledge.site_visit;
