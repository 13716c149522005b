-- What people hang on stands in tables that come after theirs. Checked at the end of the transaction, so that a load may
-- write people and projects in whatever order.
alter table pledge.person
  add foreign key (provider_id, customer_id) references pledge.customer (provider_id, id) deferrable initially deferred,
  add foreign key (provider_id, contact_id) references pledge.contact (provider_id, id) deferrable initially deferred;
alter table pledge.position_held
  add foreign key (provider_id, customer_id) references pledge.customer (provider_id, id) deferrable initially deferred,
  add foreign key (provider_id, project_id) references pledge.project (provider_id, id) deferrable initially deferred,
  add foreign key (provider_id, site_id) references pledge.site (provider_id, id) deferrable initially deferred;
