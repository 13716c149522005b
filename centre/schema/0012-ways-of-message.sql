-- A message is sent when it has gone every way that waits in the outbox.
create index outbox_of_message on pledge.outbox (provider_id, message_id);
