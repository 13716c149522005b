-- One row for each text that people look for: a request's words, a message, what a step was told, the cells of a record. `folded` is
-- what is compared (traditional, full-width and capital letters made one), `grams` its pairs of characters within its week. Both are
-- made by the application, in the command's transaction; everything here can be made again from the rows it speaks of.
create table pledge.text_index (
  provider_id uuid not null,
  request_id uuid not null,
  kind text not null check (kind in ('serviceRequest', 'message', 'event', 'record')),
  subject_id uuid not null,
  customer_id uuid,
  visibility text not null check (visibility in ('shared', 'internal')),
  at timestamptz(3) not null,
  folded text collate "C" not null,
  grams integer[] not null,
  primary key (provider_id, request_id, kind, subject_id),
  foreign key (provider_id, request_id) references pledge.service_request (provider_id, id)
);
create index text_index_newest on pledge.text_index (provider_id, at desc, subject_id desc);
create index text_index_newest_of_customer on pledge.text_index (provider_id, customer_id, at desc, subject_id desc);
-- What waits in a pending list is read through by every search: written through at once instead.
create index text_index_grams on pledge.text_index using gin (grams) with (fastupdate = off);

alter table pledge.text_index enable row level security;
create policy of_provider on pledge.text_index using (provider_id = pledge.current_provider()
  and (pledge.current_customer() is null or customer_id = pledge.current_customer()));
create policy not_internal on pledge.text_index as restrictive for select
  using (pledge.current_customer() is null or visibility = 'shared');
grant select, insert, update, delete on pledge.text_index to pledge_app;

-- The same rows by the same rule, through the owner, whom the policies do not bind. Behind a policy no operator of an index over
-- pairs may be asked before the policy is (none of them is leakproof), so every search would read every row.
-- `case`, where the policies have `or`: the planner takes an `or` of settings for one row in two hundred and would rather read them all.
create view pledge.visible_text as
  select provider_id, request_id, kind, subject_id, customer_id, at, folded, grams from pledge.text_index
  where provider_id = pledge.current_provider()
    and case when pledge.current_customer() is null then true
      else customer_id = pledge.current_customer() and visibility = 'shared' end;
grant select on pledge.visible_text to pledge_app;

-- Of providers that had requests before there was an index: how far these were entered into it.
create table pledge.text_index_filling (
  provider_id uuid not null primary key references pledge.provider (provider_id),
  up_to uuid not null,
  done_at timestamptz(3)
);
alter table pledge.text_index_filling enable row level security;
alter table pledge.text_index_filling force row level security;
create policy of_provider on pledge.text_index_filling using (provider_id = pledge.current_provider());
grant select, update on pledge.text_index_filling to pledge_app;
-- The owner of the tables may be bound by their policies: asked one provider after the other.
do $$
declare p uuid;
begin
  for p in select provider_id from pledge.provider loop
    perform set_config('pledge.provider', p::text, true);
    insert into pledge.text_index_filling (provider_id, up_to)
      select p, '00000000-0000-0000-0000-000000000000' where exists (select 1 from pledge.service_request where provider_id = p);
  end loop;
  perform set_config('pledge.provider', '', true);
end $$;
