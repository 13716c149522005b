-- Whoever verifies the evidence reads the texts of each event in the order of their fields by code unit, whatever the database sorts by:
-- the key has them in that order.
alter table pledge.event_text alter column field type text collate "C";
