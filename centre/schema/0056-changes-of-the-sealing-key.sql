-- Each key that came to sign the seals in the place of another: told by an event of its own, whose chain ends here. The first key of an
-- installation took nobody's place and has no row.
create table pledge.sealing_key_change (
  provider_id uuid not null references pledge.provider (provider_id),
  id uuid not null,
  key_id text not null,
  previous_key_id text not null,
  told_at timestamptz(3) not null,
  seq integer not null,
  last_hash bytea not null,
  primary key (provider_id, id),
  unique (provider_id, key_id)
);
alter table pledge.sealing_key_change enable row level security;
alter table pledge.sealing_key_change force row level security;
create policy of_provider on pledge.sealing_key_change using (provider_id = pledge.current_provider() and pledge.current_customer() is null);
grant select, insert on pledge.sealing_key_change to pledge_app;
