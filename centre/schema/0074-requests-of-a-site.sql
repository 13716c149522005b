-- Any site may be asked for, also one that few of very many requests are of, or none.
create index request_of_site on pledge.service_request (provider_id, site_id, received_at, id) where site_id is not null;
