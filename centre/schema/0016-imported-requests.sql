-- What a request is called in the system that its history came from; null for those that began here. One request for each, however often a log is read.
alter table pledge.service_request add column external_id text;
create unique index request_imported_once on pledge.service_request (provider_id, project_id, external_id) where external_id is not null;
