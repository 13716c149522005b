-- Whose work a request is, request by request: who answers for it and who was named on an order of it. Asked of the request's row and of
-- its orders, the newest of somebody among a million would cost a walk past all that are not theirs.
create table pledge.request_doer (
  provider_id uuid not null,
  request_id uuid not null,
  person_id uuid not null,
  -- As the request has them: the order of the list, and the wall.
  received_at timestamptz(3) not null,
  closed_at timestamptz(3),
  customer_id uuid,
  primary key (provider_id, request_id, person_id),
  foreign key (provider_id, request_id) references pledge.service_request (provider_id, id) on delete cascade
);
create index doer_by_received on pledge.request_doer (provider_id, person_id, received_at, request_id);
create index doer_of_open on pledge.request_doer (provider_id, person_id, request_id) where closed_at is null;
-- What is the work of a unit is asked of what is open.
create index request_open_of_unit on pledge.service_request (provider_id, owner_unit_id) where closed_at is null;
-- What nobody registered yet, most pressing first.
create index request_to_register on pledge.service_request (provider_id, coalesce(next_due_at, 'infinity'::timestamptz), id)
  where state = 'received';

alter table pledge.service_request no force row level security;
alter table pledge.task_order no force row level security;
alter table pledge.task_assignee no force row level security;
insert into pledge.request_doer (provider_id, request_id, person_id, received_at, closed_at, customer_id)
  select r.provider_id, r.id, doer.person_id, r.received_at, r.closed_at, r.customer_id
  from (
    select provider_id, id as request_id, owner_person_id as person_id from pledge.service_request where owner_person_id is not null
    union
    select o.provider_id, o.request_id, a.person_id from pledge.task_order o
      join pledge.task_assignee a on a.provider_id = o.provider_id and a.task_order_id = o.id
  ) doer join pledge.service_request r on r.provider_id = doer.provider_id and r.id = doer.request_id;
alter table pledge.service_request force row level security;
alter table pledge.task_order force row level security;
alter table pledge.task_assignee force row level security;

alter table pledge.request_doer enable row level security;
alter table pledge.request_doer force row level security;
create policy of_provider on pledge.request_doer using (provider_id = pledge.current_provider()
  and case when pledge.current_customer() is null then true else customer_id = pledge.current_customer() end);
grant select, insert, update, delete on pledge.request_doer to pledge_app;

create function pledge.forget_doer(provider uuid, request uuid, person uuid) returns void language sql as $$
  delete from pledge.request_doer d where d.provider_id = provider and d.request_id = request and d.person_id = person
    and not exists (select 1 from pledge.service_request r where r.provider_id = provider and r.id = request and r.owner_person_id = person)
    and not exists (select 1 from pledge.task_order o join pledge.task_assignee a on a.provider_id = o.provider_id and a.task_order_id = o.id
      where o.provider_id = provider and o.request_id = request and a.person_id = person)
$$;

create function pledge.keep_doers_of_request() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    update pledge.request_doer set received_at = new.received_at, closed_at = new.closed_at, customer_id = new.customer_id
      where provider_id = new.provider_id and request_id = new.id;
    if old.owner_person_id is not null then perform pledge.forget_doer(new.provider_id, new.id, old.owner_person_id); end if;
  end if;
  if new.owner_person_id is not null then
    insert into pledge.request_doer (provider_id, request_id, person_id, received_at, closed_at, customer_id)
      values (new.provider_id, new.id, new.owner_person_id, new.received_at, new.closed_at, new.customer_id) on conflict do nothing;
  end if;
  return null;
end $$;
create trigger doers_of_new after insert on pledge.service_request for each row
  when (new.owner_person_id is not null) execute function pledge.keep_doers_of_request();
create trigger doers_of_changed after update of owner_person_id, received_at, closed_at, customer_id on pledge.service_request for each row
  when ((old.owner_person_id, old.received_at, old.closed_at, old.customer_id)
    is distinct from (new.owner_person_id, new.received_at, new.closed_at, new.customer_id)) execute function pledge.keep_doers_of_request();

create function pledge.keep_doers_of_order() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    perform pledge.forget_doer(old.provider_id, o.request_id, old.person_id) from pledge.task_order o
      where o.provider_id = old.provider_id and o.id = old.task_order_id;
  else
    insert into pledge.request_doer (provider_id, request_id, person_id, received_at, closed_at, customer_id)
      select r.provider_id, r.id, new.person_id, r.received_at, r.closed_at, r.customer_id
      from pledge.task_order o join pledge.service_request r on r.provider_id = o.provider_id and r.id = o.request_id
      where o.provider_id = new.provider_id and o.id = new.task_order_id on conflict do nothing;
  end if;
  return null;
end $$;
create trigger doers after insert or delete on pledge.task_assignee for each row execute function pledge.keep_doers_of_order();
