-- What happens to a contact's data is evidence too: the end of each contact's chain, beside the row that may be erased.
create table pledge.contact_stream (
  provider_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  seq integer not null,
  last_hash bytea not null,
  primary key (provider_id, id),
  foreign key (provider_id, id) references pledge.contact (provider_id, id)
);
alter table pledge.contact_stream enable row level security;
alter table pledge.contact_stream force row level security;
create policy of_provider on pledge.contact_stream using (provider_id = pledge.current_provider()
  and (pledge.current_customer() is null or customer_id = pledge.current_customer()));
grant select, insert, update on pledge.contact_stream to pledge_app;
