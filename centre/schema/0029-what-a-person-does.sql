-- Who does few things is asked for by these few, however many requests there are: what a person answers for, and what orders name the person.
create index request_of_person on pledge.service_request (provider_id, owner_person_id) where owner_person_id is not null;
create index assignee_of_person on pledge.task_assignee (provider_id, person_id);
-- What waits for somebody waits in an order that is under way.
create index task_order_under_way on pledge.task_order (provider_id, request_id) where state not in ('closed', 'withdrawn');
-- Few clocks are paused at a time.
create index clock_paused on pledge.clock (provider_id, request_id) where state = 'paused';
