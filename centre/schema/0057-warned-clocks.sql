-- What warns is asked of the clocks that run and are not broken, by the first instant at which each warns, from an index. Asked request
-- by request, a centre with ten thousand open ones walked through all of them to find the few that warn.
-- A trigger keeps it: the version before writes clocks beside this one.
alter table pledge.clock add column warns_at timestamptz(3);

create function pledge.first_of_warnings(warn_at jsonb) returns timestamptz language sql immutable as $$
  select to_timestamp(min(at::text::numeric) / 1000) from jsonb_array_elements(warn_at) at where at <> 'null'
$$;

update pledge.clock set warns_at = pledge.first_of_warnings(warn_at) where state = 'running' and not breached;
create index clock_warning on pledge.clock (provider_id, warns_at, request_id) where warns_at is not null;

create function pledge.keep_first_warning() returns trigger language plpgsql as $$
begin
  new.warns_at := case when new.state = 'running' and not new.breached then pledge.first_of_warnings(new.warn_at) end;
  return new;
end $$;
create trigger first_warning before insert or update on pledge.clock for each row
  when (new.state = 'running' or new.warns_at is not null) execute function pledge.keep_first_warning();
-- Of a column nobody knows anything about, the planner expects a third of all.
analyze pledge.clock (warns_at);
