import { sql, type RawBuilder, type SqlBool, type Transaction } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import { formatInstant, instant, type Instant } from '#platform/time/instant.ts';
import { clocksOfRequests } from '../clocks.store.ts';
import type { ClockOnSubject } from '../moved-clocks.rules.ts';
import { warnsAt } from '../outcomes.rules.ts';
import type { FiguresAsked } from './figures.store.ts';

/** How many clocks are at risk by commitment: they run past a warning, in time. Asked of the clocks themselves; of an earlier instant of their events. */
export async function atRiskOf(tx: Transaction<Tables>, asked: FiguresAsked): Promise<ReadonlyMap<string, number>> {
  if (asked.until !== null) return atRiskThen(tx, asked, asked.until);
  const { projectIds, now } = asked;
  const { rows } = await sql<{ commitment: string; count: number }>`
    select commitment, count(*)::int as count from pledge.clock, unnest(commitments) as commitment
    where provider_id = pledge.current_provider() and warns_at is not null and warns_at <= ${formatInstant(instant(now))}::timestamptz
      and ${projectIds === null ? sql`project_id is not null` : sql`project_id = any (${[...projectIds]}::uuid[])`}
    group by commitment`.execute(tx);
  return new Map(rows.map(({ commitment, count }) => [commitment, count]));
}

async function atRiskThen(tx: Transaction<Tables>, asked: FiguresAsked, until: string): Promise<ReadonlyMap<string, number>> {
  const { projectIds } = asked;
  const { rows } = await sql<{ id: string; planId: string }>`
    select distinct request.id, request.plan_id as "planId"
    from pledge.clock_outcome outcome
      join pledge.service_request request on request.provider_id = outcome.provider_id and request.id = outcome.request_id
      join pledge.clock clock on ${ofClock('outcome')}
    where outcome.provider_id = pledge.current_provider() and outcome.verdict like 'warning%' and outcome.recorded_at < ${until}::timestamptz
      and ${projectIds === null ? sql`request.project_id is not null` : sql`request.project_id = any (${[...projectIds]}::uuid[])`}
      and ${mayStillWarn(until)}`.execute(tx);
  const counts = new Map<string, number>();
  for (const { clock } of await clocksWarning(tx, rows, instant(Date.parse(until))))
    for (const commitment of clock.sources) counts.set(commitment, (counts.get(commitment) ?? 0) + 1);
  return counts;
}

/** Which clock of a request, as a row of evidence names it. */
interface ClockOfRow {
  readonly requestId: string;
  readonly planId: string | null;
  readonly subjectId: string;
  readonly clock: string | null;
  readonly cycle: number | null;
}

/** Of rows that tell of warnings those whose clock still runs past one, in time, and serves the commitment. */
export async function stillAtRisk<Row extends ClockOfRow>(
  tx: Transaction<Tables>,
  rows: readonly Row[],
  about: { readonly commitment: string; readonly at: Instant },
): Promise<ReadonlySet<Row>> {
  const requests = rows.flatMap(({ requestId, planId }) => (planId === null ? [] : [{ id: requestId, planId }]));
  const key = (subjectId: string, clock: string | null, cycle: number | null) => `${subjectId}/${clock}/${cycle}`;
  const clocks = await clocksWarning(tx, [...new Map(requests.map((request) => [request.id, request])).values()], about.at);
  const known = new Set(
    clocks
      .filter(({ clock }) => clock.sources.includes(about.commitment))
      .map(({ subject, clock }) => key(subject.id, clock.clock, clock.cycle)),
  );
  return new Set(rows.filter(({ subjectId, clock, cycle }) => known.has(key(subjectId, clock, cycle))));
}

/** Of some requests the clocks that run past a warning at an instant, in time. */
async function clocksWarning(
  tx: Transaction<Tables>,
  requests: readonly { readonly id: string; readonly planId: string }[],
  at: Instant,
): Promise<ClockOnSubject[]> {
  if (requests.length === 0) return [];
  const clocks = [...(await clocksOfRequests(tx, requests, at)).values()].flat();
  return clocks.filter(({ clock }) => warnsAt(clock, at));
}

/**
 * That nothing on record had ended the clock of a warning (`outcome`, its row of the cache `clock`) by `until`; null for now. A breach of
 * terms that were replaced since ended those terms alone. What the clock says itself is asked afterwards.
 */
export function mayStillWarn(until: string | null): RawBuilder<SqlBool> {
  return sql<SqlBool>`not exists (select 1 from pledge.clock_outcome ending where ${ofClock('ending', 'outcome')}
    and (ending.verdict in ('kept', 'cancelled') or (ending.verdict = 'breached' and clock.past_breaches = '[]'::jsonb))
    and ${until === null ? sql`true` : sql`ending.recorded_at < ${until}::timestamptz`})`;
}

/** That two rows are of one cycle of one clock. */
export function ofClock(one: string, other = 'clock'): RawBuilder<SqlBool> {
  const key = ['provider_id', 'subject_kind', 'subject_id', 'clock', 'cycle'];
  return sql<SqlBool>`${sql.join(
    key.map((column) => sql`${sql.ref(`${one}.${column}`)} = ${sql.ref(`${other}.${column}`)}`),
    sql` and `,
  )}`;
}
