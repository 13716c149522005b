-- Breaches of earlier cycles and of terms that were replaced: `[{ "limit", "breachedAt" }]`, instants as milliseconds.
alter table pledge.clock add column past_breaches jsonb not null default '[]';
-- What was broken and is no longer told by the row is counted anew by the workers.
update pledge.clock c set next_at = now()
where not c.breached and exists (
  select 1 from pledge.clock_outcome o
  where o.provider_id = c.provider_id and o.subject_kind = c.subject_kind and o.subject_id = c.subject_id
    and o.clock = c.clock and o.cycle = c.cycle and o.verdict = 'breached');
