-- What a house has long before a request comes and long after it: its people, its customers, their sites and contracts. Every
-- command asks it and few change it, so that a process keeps what it read of it for as long as its version stands.
create table pledge.standing_data (
  provider_id uuid primary key,
  version bigint not null
);
alter table pledge.standing_data enable row level security;
alter table pledge.standing_data force row level security;
-- Asked before it is known whose rows the transaction will see; that something changed is no secret.
create policy all_may_read on pledge.standing_data for select using (true);
create policy of_provider on pledge.standing_data using (provider_id = pledge.current_provider());
grant select, insert, update on pledge.standing_data to pledge_app;

-- Deferred to the commit, so that nobody holds the version's row while waiting for another; once in a transaction.
create function pledge.renew_standing_data() returns trigger language plpgsql as $$
declare
  provider uuid := case when tg_op = 'DELETE' then old.provider_id else new.provider_id end;
  renewed text := pg_current_xact_id()::text || ' ' || provider::text;
begin
  if current_setting('pledge.standing_data_renewed', true) is distinct from renewed then
    insert into pledge.standing_data as known values (provider, 1)
      on conflict (provider_id) do update set version = known.version + 1;
    perform set_config('pledge.standing_data_renewed', renewed, true);
  end if;
  return null;
end $$;

do $$
declare t text;
begin
  foreach t in array array['person', 'position_held', 'competence_sheet', 'on_call_shift', 'org_unit', 'customer', 'project',
    'contract', 'site', 'contact', 'asset', 'partner', 'service_plan'] loop
    execute format('create constraint trigger standing_data after insert or update or delete on pledge.%I
      deferrable initially deferred for each row execute function pledge.renew_standing_data()', t);
  end loop;
end $$;

-- The pairs of a text are kept in a short list until there are enough to enter them together, which costs a third of entering each
-- by itself. Every search reads the list through, so it is as short as can be.
alter index pledge.text_index_grams set (fastupdate = on, gin_pending_list_limit = 64);
