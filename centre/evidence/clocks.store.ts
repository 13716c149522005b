import { sql, type Transaction } from 'kysely';
import { clocksOfRequests, type ClockOnSubject } from '#centre/commitments/index.ts';
import type { Tables } from '#centre/schema/tables.ts';
import type { AuditFinding } from '#platform/evidence-log/finding.ts';
import { instant, type Instant } from '#platform/time/instant.ts';

const PAGE = 200;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

interface CachedClock {
  readonly subject_kind: string;
  readonly subject_id: string;
  readonly clock: string;
  readonly cycle: number;
  readonly state: string;
  readonly started_at: number | null;
  readonly due_at: number | null;
  readonly stopped_at: number | null;
  readonly breached: boolean;
  readonly cancel_cause: string | null;
  readonly next_at: number | null;
}

const CACHED = [
  'subject_kind',
  'subject_id',
  'clock',
  'cycle',
  'state',
  'started_at',
  'due_at',
  'stopped_at',
  'breached',
  'cancel_cause',
  'next_at',
] as const satisfies readonly (keyof CachedClock)[];

/** The first clock whose cached row says other than its events give now. What a worker is about to count anew is passed over: it is put right then. */
export async function firstOtherClock(tx: Transaction<Tables>, at?: Instant): Promise<AuditFinding | null> {
  const now = at ?? (await databaseNow(tx));
  // After a notice of holidays what runs is counted again in its turn.
  const noticed = await tx
    .selectFrom('pledge.clock_recount')
    .select('id')
    .where('state', '<>', 'done')
    .where('cause', '=', 'holidayNotice')
    .limit(1)
    .execute();
  for (let after = FIRST_ID; ;) {
    const requests = await tx
      .selectFrom('pledge.service_request')
      .select(['id', 'plan_id'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(PAGE)
      .execute();
    const other = await firstOtherOf(
      tx,
      requests.flatMap(({ id, plan_id: planId }) => (planId === null ? [] : [{ id, planId }])),
      { now, noticed: noticed.length > 0 },
    );
    if (other !== null) return { fault: 'clock', streamKind: other.kind, streamId: other.id, seq: 0, eventId: null };
    const last = requests.at(-1);
    if (last === undefined) return null;
    after = last.id;
  }
}

async function firstOtherOf(
  tx: Transaction<Tables>,
  requests: readonly { readonly id: string; readonly planId: string }[],
  about: { now: Instant; noticed: boolean },
): Promise<{ kind: string; id: string } | null> {
  const counted = await clocksOfRequests(tx, requests, about.now);
  const cached = await tx
    .selectFrom('pledge.clock')
    .select([...CACHED, 'request_id'])
    .where(sql<boolean>`request_id = any(${requests.map(({ id }) => id)}::uuid[])`)
    .execute();
  const rows = Map.groupBy(cached, (row) => row.request_id);
  for (const { id } of requests) {
    const other = otherThan(counted.get(id) ?? [], rows.get(id) ?? [], about);
    if (other !== null) return other;
  }
  return null;
}

const keyOf = (kind: string, id: string, clock: { clock: string; cycle: number }): string =>
  `${kind}/${id}/${clock.clock}/${clock.cycle}`;

function otherThan(
  counted: readonly ClockOnSubject[],
  cached: readonly CachedClock[],
  about: { now: Instant; noticed: boolean },
): { kind: string; id: string } | null {
  const rows = new Map(cached.map((row) => [keyOf(row.subject_kind, row.subject_id, row), row]));
  for (const { subject, clock } of counted) {
    const key = keyOf(subject.kind, subject.id, clock);
    const row = rows.get(key);
    const isDue = row !== undefined && row.next_at !== null && row.next_at <= about.now;
    if (row === undefined || !(isDue || agrees(row, clock, about.noticed))) return subject;
    rows.delete(key);
  }
  const [extra] = rows.values();
  return extra === undefined ? null : { kind: extra.subject_kind, id: extra.subject_id };
}

function agrees(row: CachedClock, clock: ClockOnSubject['clock'], noticed: boolean): boolean {
  const moves = noticed && (row.state === 'running' || row.state === 'paused');
  return (
    row.state === clock.state &&
    row.started_at === clock.startedAt &&
    row.stopped_at === clock.endedAt &&
    row.cancel_cause === clock.cancelCause &&
    (moves || (row.due_at === clock.answer.dueAt && row.breached === clock.answer.breached))
  );
}

async function databaseNow(tx: Transaction<Tables>): Promise<Instant> {
  const { rows } = await sql<{ now: number }>`select (extract(epoch from clock_timestamp()) * 1000)::bigint as now`.execute(tx);
  return instant(rows[0]?.now ?? Number.NaN);
}
