-- A line end of two characters inside a quoted cell is one line now, as in an editor. An import that was under way knows by its line how
-- far it is: it goes over its log once more from the beginning, and finds there what it brought before.
alter table pledge.history_import no force row level security;
alter table pledge.history_import_fault no force row level security;
delete from pledge.history_import_fault fault using pledge.history_import import
  where fault.words is not null and import.provider_id = fault.provider_id and import.id = fault.import_id
    and import.state in ('waiting', 'running');
update pledge.history_import set place = 0, done = 0, imported = 0, here_already = 0, still_open = 0, refused = 0
  where state in ('waiting', 'running');
alter table pledge.history_import force row level security;
alter table pledge.history_import_fault force row level security;
