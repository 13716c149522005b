-- What a file is used in: whoever sees the request and the words it came with may see the file.
create table pledge.file_use (
  provider_id uuid not null,
  file_id uuid not null,
  event_id uuid not null,
  request_id uuid not null,
  customer_id uuid,
  visibility text not null check (visibility in ('shared', 'internal')),
  primary key (provider_id, file_id, event_id),
  foreign key (provider_id, file_id) references pledge.file (provider_id, id),
  foreign key (provider_id, request_id) references pledge.service_request (provider_id, id)
);
alter table pledge.file_use enable row level security;
alter table pledge.file_use force row level security;
create policy of_provider on pledge.file_use using (provider_id = pledge.current_provider()
  and (pledge.current_customer() is null or customer_id = pledge.current_customer()));
create policy not_internal on pledge.file_use as restrictive
  using (pledge.current_customer() is null or visibility = 'shared');
grant select, insert on pledge.file_use to pledge_app;

-- A customer's scope also sees what the provider uploaded and shared with it.
drop policy of_provider on pledge.file;
create policy of_provider on pledge.file using (provider_id = pledge.current_provider()
  and (pledge.current_customer() is null or customer_id = pledge.current_customer()
    or exists (select 1 from pledge.file_use u where u.provider_id = file.provider_id and u.file_id = file.id)))
  with check (provider_id = pledge.current_provider() and (pledge.current_customer() is null or customer_id = pledge.current_customer()));
