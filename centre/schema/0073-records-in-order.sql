-- A page of records is read in its order, newest first, all forms together or one: not sorted out of every record that there is.
create index record_in_order on pledge.record (provider_id, created_at, id);
create index record_of_form_in_order on pledge.record (provider_id, form, created_at, id);
