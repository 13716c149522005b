-- Rows that are only ever added go to the end of their table. Pages that a restore or another bulk load filled to the brim have a little
-- room left each, and the server would fill that first: every row reads and logs another page. It takes none that has less room than this
-- leaves; messages, whose delivery is noted soon after, find room in their own page.
alter table pledge.event set (fillfactor = 90);
alter table pledge.event_text set (fillfactor = 90);
alter table pledge.clock_event set (fillfactor = 90);
alter table pledge.message set (fillfactor = 90);
