-- A draft or a record that somebody still fills in is one of a hundred: all were read to find it, the newest first.
create index record_in_state on pledge.record (provider_id, state, created_at, id) where state <> 'frozen';
create index record_of_form_in_state on pledge.record (provider_id, form, state, created_at, id) where state <> 'frozen';
