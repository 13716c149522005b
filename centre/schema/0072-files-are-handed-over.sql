-- What a request used before anybody knew whose it is becomes the customer's own with the rest of it, once its project is named.
grant update (customer_id) on pledge.file_use to pledge_app;

alter table pledge.file_use no force row level security;
alter table pledge.service_request no force row level security;
update pledge.file_use as held set customer_id = request.customer_id from pledge.service_request as request
  where held.customer_id is null and request.customer_id is not null
    and request.provider_id = held.provider_id and request.id = held.request_id;
alter table pledge.service_request force row level security;
alter table pledge.file_use force row level security;
create index file_use_of_request on pledge.file_use (provider_id, request_id);
