-- What else was told when a request came in. Registration may be another person's, later: what the first wrote down must not be asked again.
alter table pledge.service_request add column symptom text, add column service_number text, add column first_answer text;
