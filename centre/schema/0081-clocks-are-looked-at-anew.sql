-- Few of all clocks warn, and these are found by indexes that hold them alone. How many they hold the server knows from its last look at
-- the table, and by its own rule it looks again when a tenth of the rows has changed: among seven million clocks that is weeks. Where it took
-- them for empty, it asked the wrong one of two for each request of a list, and a page of what warns took half a second.
alter table pledge.clock set (autovacuum_analyze_scale_factor = 0.002, autovacuum_analyze_threshold = 500);
